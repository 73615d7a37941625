package dev.stopwater.monitor;

import java.util.List;

/// Where alarms are told. One thread at a time; may block for some seconds, and ends by interrupt.
public interface Outlet {

  /// Each alarm twice: when it begins, and when it ends.
  void tell(Alarm alarm) throws Exception;

  /// Once a minute.
  ///
  /// @param firing the alarms that go on
  default void remind(List<Alarm.Firing> firing) throws Exception {}
}

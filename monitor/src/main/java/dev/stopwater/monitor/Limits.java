package dev.stopwater.monitor;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/// What there is of each thing at the most; zero where there is no end to it.
///
/// @param heap bytes
/// @param resident bytes of memory that the process may have
/// @param held bytes that requests may hold
public record Limits(long heap, long resident, long held) {

  public static final Limits NONE = new Limits(0, 0, 0);

  /// Those of this process: its heap's, and the memory of the container or machine.
  ///
  /// @param held bytes that requests may hold, or zero
  public static Limits ofThisProcess(long held) {
    var machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Limits(
        Runtime.getRuntime().maxMemory(), machine == null ? 0 : machine.getTotalMemorySize(), held);
  }

  long of(Signal signal) {
    return switch (signal) {
      case HEAP -> heap;
      case RESIDENT -> resident;
      case HELD -> held;
      case OUTLIVED, WATCHERS, THREADS -> 0;
    };
  }
}

package dev.stopwater.lifecycle;

import java.util.concurrent.locks.LockSupport;

/// How a thread waits for another to wake it, but not for ever.
@FunctionalInterface
public interface Parking {

  /// With a timer of the JVM's own for each wait.
  Parking TIMED =
      (blocker, nanos) -> {
        long began = System.nanoTime();
        LockSupport.parkNanos(blocker, nanos);
        return nanos - (System.nanoTime() - began);
      };

  /// Parks the calling thread until it is unparked or interrupted, or `nanos` have passed. May
  /// return for no reason, as [LockSupport#park] may; an interrupt stays set.
  ///
  /// @param blocker what it waits for, for the profiles
  /// @return what is left of `nanos`; zero or less once they have passed
  long park(Object blocker, long nanos);
}

package dev.stopwater.lifecycle;

import java.time.Duration;

/// The platform threads that carry virtual ones.
final class Carriers {

  private static final Duration PATIENCE = Duration.ofMillis(20);

  private Carriers() {}

  /// Gives each carrier something new to run, if it is idle. A carrier whose loop is interpreted
  /// still has its last virtual thread in a dead local variable, and the collector takes it for
  /// reachable: on a server that has gone quiet, the very last leak would not be found.
  static void nudge() {
    Thread last = Thread.currentThread();
    for (int i = 4 * Runtime.getRuntime().availableProcessors(); i > 0; i--) {
      last = Thread.ofVirtual().start(() -> {});
    }
    try {
      last.join(PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

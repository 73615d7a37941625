package dev.stopwater.bench.server;

import java.io.IOException;
import java.util.List;

/// Runs in turn, A B A B, so that what changes on the machine meanwhile falls on all alike.
final class Turns {

  /// One run.
  interface Run<T> {
    void of(T one, int round) throws IOException, InterruptedException;
  }

  private Turns() {}

  static <T> void take(int rounds, List<T> all, Run<T> run)
      throws IOException, InterruptedException {
    for (int round = 1; round <= rounds; round++) {
      for (T each : all) {
        run.of(each, round);
      }
    }
  }
}

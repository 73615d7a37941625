package dev.stopwater.store.local;

import dev.stopwater.store.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/// Makes writes share a batch.
final class Waiting {

  private Waiting() {}

  /// Holds the writer thread up until all these changes wait for it.
  static List<Job.Write> behindAnErrand(LocalStore store, Change... changes) throws Exception {
    CountDownLatch reached = new CountDownLatch(1);
    CountDownLatch gate = new CountDownLatch(1);
    store.inbox().add(new Job.Errand<>(database -> wait(reached, gate)));
    reached.await();
    List<Job.Write> writes = new ArrayList<>();
    for (Change change : changes) {
      Job.Write write = new Job.Write(change);
      store.inbox().put(write);
      writes.add(write);
    }
    gate.countDown();
    return writes;
  }

  private static boolean wait(CountDownLatch reached, CountDownLatch gate) {
    reached.countDown();
    try {
      gate.await();
      return true;
    } catch (InterruptedException broken) {
      throw new IllegalStateException(broken);
    }
  }
}

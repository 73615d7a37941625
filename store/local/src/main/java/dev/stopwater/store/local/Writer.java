package dev.stopwater.store.local;

import dev.stopwater.store.Entry;
import dev.stopwater.store.Follower;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The one thread that writes: takes all that waits, commits it with one sync, tells followers,
/// answers writers, and takes what came meanwhile.
///
/// The more writers wait, the more share a sync; so throughput grows with load, and the latency of
/// one is that of at most two syncs.
///
/// Whenever the file fails, the connection is given up. Before the next use a new one is opened,
/// rows that were never acknowledged are removed (a commit that failed may have reached the disk
/// all the same), and what is left must end at the head. So the store goes on as soon as there is
/// space again.
final class Writer implements Runnable {

  /// How many revisions are forgotten in one commit at most: some tens of milliseconds.
  private static final int STRIDE = 1_024;

  private final LocalStoreSettings settings;
  private final Inbox<Job> inbox;
  private final Index index;
  private final List<Follower> followers = new ArrayList<>(); // of this thread alone
  private @Nullable Database database; // null: it failed, and is opened again when needed
  private volatile long head;
  private volatile State state;

  Writer(LocalStoreSettings settings, Database database, Replay found, State state) {
    this.settings = settings;
    this.inbox = new Inbox<>(settings.waiting());
    this.database = database;
    this.index = found.index();
    this.head = found.head();
    this.state = state;
  }

  Inbox<Job> inbox() {
    return inbox;
  }

  long head() {
    return head;
  }

  long compacted() {
    return state.compacted();
  }

  @Override
  public void run() {
    try {
      List<Job> jobs = inbox.take(settings.batch());
      while (!jobs.isEmpty()) {
        work(jobs);
        jobs = inbox.take(settings.batch());
      }
    } finally {
      inbox.close(); // also if this thread was broken from outside
      end();
    }
  }

  private void work(List<Job> jobs) {
    List<Job.Write> writes = new ArrayList<>();
    for (Job job : jobs) {
      switch (job) {
        case Job.Write write -> writes.add(write);
        case Job.Errand<?> errand -> {
          commit(writes);
          writes = new ArrayList<>();
          run(errand);
        }
      }
    }
    commit(writes);
    forgetOld();
  }

  private void commit(List<Job.Write> writes) {
    if (writes.isEmpty()) {
      return;
    }
    Batch batch;
    try {
      batch = new Batch(database(), index, head);
      for (Job.Write write : writes) {
        batch.add(write);
      }
      batch.commit();
    } catch (StoreException failed) {
      refuse(writes, failed);
      return;
    } catch (RuntimeException | Error broken) {
      refuse(writes, new StoreException("the store failed: " + broken, broken));
      return;
    }
    batch.publish(this::tell);
  }

  private void refuse(List<Job.Write> writes, StoreException why) {
    index.undo();
    giveUp();
    writes.forEach(write -> write.fail(why));
  }

  private void tell(StoreEvent event) {
    for (Follower follower : followers) {
      try {
        follower.committed(event);
      } catch (RuntimeException | Error broken) {
        report(broken);
      }
    }
    head = event.revision();
  }

  private static void report(Throwable broken) {
    Thread thread = Thread.currentThread();
    try {
      thread.getUncaughtExceptionHandler().uncaughtException(thread, broken);
    } catch (RuntimeException | Error ignored) {
      // As the virtual machine does; writers wait for this thread.
    }
  }

  private void run(Job.Errand<?> errand) {
    try {
      errand.run(database());
    } catch (StoreException failed) {
      errand.fail(failed);
    }
  }

  /// The present entries in order, then whatever comes; on the writer thread.
  long follow(Database database, Consumer<Entry> present, Follower follower) throws StoreException {
    for (String key : index.keys()) {
      Index.Slot slot = index.find(key);
      Entry entry = slot == null ? null : database.find(slot.revision()).entry();
      if (entry != null) { // INVARIANT: always so
        present.accept(entry);
      }
    }
    followers.add(follower);
    return head;
  }

  /// Forgets one stride of history, up to `revision` or the head; on the writer thread.
  ///
  /// @return whether there is more to forget
  boolean forget(Database database, long revision) throws StoreException {
    long last = Math.min(revision, head);
    long next = Math.min(last, state.compacted() + STRIDE);
    if (next <= state.compacted()) {
      return false;
    }
    try {
      database.begin();
      State after = database.forget(state, next);
      database.commit();
      state = after;
      database.shrink();
    } catch (StoreException failed) {
      giveUp();
      throw failed;
    }
    return next < last;
  }

  private void forgetOld() {
    long surplus = head - state.compacted() - settings.history();
    if (surplus >= Math.min(STRIDE, settings.history())) {
      try {
        forget(database(), head - settings.history());
      } catch (StoreException tolerated) {
        // Nobody waits for it, and it is tried again after the next write, which tells its writer
        // if the disk is still unwell.
      }
    }
  }

  private Database database() throws StoreException {
    if (database == null) {
      database = recovered();
    }
    return database;
  }

  private Database recovered() throws StoreException {
    Database opened = Database.openExisting(settings.directory());
    boolean sound = false;
    try {
      opened.forgetAfter(head);
      State found = opened.state();
      if (Math.max(1, Math.max(opened.newest(), found.compacted())) != head) {
        throw Failures.damaged(
            settings.directory(), "the newest revision should be " + head + " and is not there");
      }
      state = found;
      sound = true;
      settle(opened); // on a full disk, the log of changes may hold the space that is missing
      return opened;
    } finally {
      if (!sound) {
        opened.close();
      }
    }
  }

  private void giveUp() {
    if (database != null) {
      database.close();
      database = null;
    }
  }

  private void end() {
    for (Job left : inbox.take(Integer.MAX_VALUE)) {
      left.fail(Failures.closed());
    }
    followers.clear();
    if (database != null) {
      settle(database);
    }
    giveUp();
  }

  private static void settle(Database database) {
    try {
      database.checkpoint();
    } catch (StoreException tolerated) {
      // The log of changes still holds all of it.
    }
  }
}

package dev.stopwater.store.local;

import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Follower;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.Store;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// A durable, crash-safe store in one directory, for one process at a time.
///
/// A write is answered when it has been synced to disk: whoever was answered finds it again after
/// `kill -9` or a power failure. History lies on disk too, so a watch goes on across a restart. See
/// [Writer] for how writes share a sync, and `docs/decisions/0002` for why this is SQLite.
public final class LocalStore implements Store {

  private final DirectoryLock lock;
  private final Archive archive;
  private final Writer writer;
  private final Thread thread;

  private LocalStore(DirectoryLock lock, Archive archive, Writer writer, Thread thread) {
    this.lock = lock;
    this.archive = archive;
    this.writer = writer;
    this.thread = thread;
  }

  /// Loads what every store needs before its directory is known. Need not be called.
  public static void warmUp() {
    Database.warmUp();
  }

  /// Opens the store of a directory, or makes one. Reads through all rows, though not their values.
  ///
  /// @throws StoreException the directory is in use, cannot be written, is damaged, or was written
  ///   by a newer version
  public static LocalStore open(LocalStoreSettings settings) throws StoreException {
    Path directory = settings.directory();
    try {
      OwnFiles.madeDirectory(directory);
    } catch (IOException failed) {
      throw Failures.unusable(directory, failed);
    }
    DirectoryLock lock = DirectoryLock.take(directory);
    LocalStore opened = null;
    try {
      opened = open(settings, lock);
      return opened;
    } finally {
      if (opened == null) {
        lock.close();
      }
    }
  }

  private static LocalStore open(LocalStoreSettings settings, DirectoryLock lock)
      throws StoreException {
    Path directory = settings.directory();
    Database database = Database.open(directory);
    Archive archive = null;
    LocalStore opened = null;
    try {
      State state = database.state();
      Replay found = new Replay(state);
      database.outline(found::row);
      found.end();
      if (!found.problems().isEmpty()) {
        throw Failures.damaged(directory, found.problems().getFirst());
      }
      archive = new Archive(directory);
      Writer writer = new Writer(settings, database, found, state);
      Thread thread = settings.threads().newThread(writer);
      if (thread == null) {
        throw new StoreException("there is no thread for the store", null);
      }
      opened = new LocalStore(lock, archive, writer, thread);
      thread.start();
      return opened;
    } finally {
      if (opened == null) {
        if (archive != null) {
          archive.close();
        }
        database.close();
      }
    }
  }

  /// Verifies the store of a directory that no process uses: every page, every checksum, and that
  /// rows and revisions fit together.
  ///
  /// @throws StoreException there is no store to verify, or it cannot be opened at all
  public static CheckReport check(Path directory) throws StoreException {
    return CheckReport.of(directory);
  }

  @Override
  public Outcome write(Change change) throws InterruptedException, StoreException {
    Job.Write job = new Job.Write(change);
    inbox().put(job);
    return job.await();
  }

  @Override
  public long head() {
    return writer.head();
  }

  @Override
  public long follow(Consumer<Entry> present, Follower follower) throws StoreException {
    return ask(database -> writer.follow(database, present, follower));
  }

  @Override
  public List<StoreEvent> history(long after, int most) throws StoreException {
    return archive.read(after, writer.head(), most);
  }

  @Override
  public long compacted() {
    return writer.compacted();
  }

  @Override
  public void compact(long revision) throws StoreException {
    boolean more = true;
    while (more) { // in strides, so that writers get their turn in between
      more = ask(database -> writer.forget(database, revision));
    }
  }

  Inbox<Job> inbox() {
    return writer.inbox();
  }

  <T> T ask(Job.Work<T> work) throws StoreException {
    Job.Errand<T> errand = new Job.Errand<>(work);
    inbox().add(errand);
    return errand.await();
  }

  @Override
  public void close() {
    inbox().close();
    archive.close();
    join();
    lock.close();
  }

  private void join() {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

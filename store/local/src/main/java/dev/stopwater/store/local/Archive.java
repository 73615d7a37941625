package dev.stopwater.store.local;

import dev.stopwater.store.CompactedException;
import dev.stopwater.store.Entry;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Reads history on a connection of its own, on the caller's thread, and so never makes a writer
/// wait. Any number of threads, one after the other.
final class Archive implements AutoCloseable {

  private final ReentrantLock lock = new ReentrantLock();
  private final Database database; // guarded by the lock
  private boolean closed; // guarded by the lock

  Archive(Path directory) throws StoreException {
    this.database = Database.openExisting(directory);
    database.run("PRAGMA query_only = ON");
  }

  /// The writes of (`after`, `head`], at most `most`.
  List<StoreEvent> read(long after, long head, int most) throws StoreException {
    lock.lock();
    try {
      if (closed) {
        throw Failures.closed();
      }
      database.beginReading();
      try {
        long compacted = database.state().compacted();
        if (after < compacted) {
          throw new CompactedException(compacted);
        }
        return events(database.range(after, head, most));
      } finally {
        database.commit();
      }
    } finally {
      lock.unlock();
    }
  }

  private List<StoreEvent> events(List<Row> rows) throws StoreException {
    List<StoreEvent> events = new ArrayList<>(rows.size());
    for (Row row : rows) {
      @Nullable Entry previous = row.previous() == 0 ? null : database.find(row.previous()).entry();
      events.add(new StoreEvent(row.key(), row.revision(), previous, row.value()));
    }
    return events;
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      database.close();
    } finally {
      lock.unlock();
    }
  }
}

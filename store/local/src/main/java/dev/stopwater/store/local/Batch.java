package dev.stopwater.store.local;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import dev.stopwater.store.local.Index.Slot;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Some writes that become durable together, each of which sees those before it.
///
/// Nothing is answered and nobody is told until [#publish]. A batch in which nobody wins touches no
/// disk.
final class Batch {

  /// A write and what will become of it; one without event leaves the store as it was.
  private record Decided(Job.Write write, Outcome outcome, @Nullable StoreEvent event) {}

  private final Database database;
  private final Index index;
  private final List<Decided> decided = new ArrayList<>();
  private long head;
  private boolean begun;

  /// @param head the revision before the first write
  Batch(Database database, Index index, long head) {
    this.database = database;
    this.index = index;
    this.head = head;
  }

  /// Decides on one more write. One that meets a damaged row fails alone.
  ///
  /// @throws StoreException the batch has failed as a whole
  void add(Job.Write write) throws StoreException {
    Change change = write.change();
    Slot slot = index.find(change.key());
    if (slot == null && change.expected() != 0) {
      decided.add(new Decided(write, new Outcome.Gone(), null));
      return;
    }
    @Nullable Row holder;
    try {
      holder = slot == null ? null : database.find(slot.revision());
    } catch (StoreException damaged) {
      write.fail(damaged);
      return;
    }
    if (holder != null && holder.revision() != change.expected()) {
      decided.add(new Decided(write, outrun(holder), null));
    } else {
      win(write, holder);
    }
  }

  private static Outcome outrun(Row holder) {
    var winner = holder.entry();
    if (winner == null) {
      throw new IllegalStateException("the index names a deletion"); // INVARIANT: it never does
    }
    return new Outcome.Outrun(winner);
  }

  private void win(Job.Write write, @Nullable Row holder) throws StoreException {
    if (!begun) {
      database.begin();
      begun = true;
    }
    Change change = write.change();
    long revision = head + 1;
    Row row =
        holder == null
            ? new Row(revision, change.key(), revision, 0, change.value())
            : new Row(revision, change.key(), holder.created(), holder.revision(), change.value());
    database.insert(row);
    index.apply(row);
    head = revision;
    StoreEvent event =
        new StoreEvent(
            change.key(), revision, holder == null ? null : holder.entry(), change.value());
    decided.add(new Decided(write, new Outcome.Committed(revision), event));
  }

  /// When this returns, all of it is on disk.
  void commit() throws StoreException {
    if (begun) {
      database.commit();
    }
    index.keep();
  }

  /// Tells each event, then answers its writer, one after the other.
  void publish(Consumer<StoreEvent> tell) {
    for (Decided one : decided) {
      if (one.event() != null) {
        tell.accept(one.event());
      }
      one.write().answer().complete(one.outcome());
    }
  }
}

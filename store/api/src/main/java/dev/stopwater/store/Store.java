package dev.stopwater.store;

import java.util.List;
import java.util.function.Consumer;

/// An ordered, versioned map from keys to bytes, in which every write has the next revision.
///
/// Promises: a write that was answered [Outcome.Committed] is durable (as far as this store has a
/// disk), and every [Follower] saw it before the writer was answered. Revisions only grow, across
/// restarts too. There is one order of writes, the same for all followers and for [#history].
///
/// Does not promise: fairness between writers, or that a write whose writer was interrupted did not
/// happen. Safe for any number of threads.
public interface Store extends AutoCloseable {

  /// Writes if the key is as the change expects. Waits until the write is durable and followed.
  ///
  /// @throws InterruptedException the caller was interrupted; the write may yet happen
  /// @throws StoreException the write failed (a full disk, a broken file); it did not happen, and
  ///   later writes may succeed
  Outcome write(Change change) throws InterruptedException, StoreException;

  /// The revision of the last write that followers saw; 1 in a store that was never written to, so
  /// that the first write has revision 2.
  long head();

  /// Gives every present entry in the order of keys ([KeyOrder]) to `present`, and from then on
  /// every later write to `follower`: none is missed and none is given twice. Writers wait
  /// meanwhile; whoever throws out of `present` follows nothing.
  ///
  /// @return the revision at which the entries were present
  long follow(Consumer<Entry> present, Follower follower) throws StoreException;

  /// The writes after revision `after` up to [#head], oldest first, at most `most`. Nothing is
  /// missing between two of them, and each has its previous entry, however old that is.
  ///
  /// @throws CompactedException if some of them are no longer kept
  List<StoreEvent> history(long after, int most) throws StoreException;

  /// The revision up to which history was forgotten; 0 if never.
  long compacted();

  /// Forgets history up to and including `revision`, or up to the head if that is less; present
  /// entries stay. Does nothing if that much was forgotten before.
  void compact(long revision) throws StoreException;

  /// Syncs, ends the store's threads and releases its directory. Writes that wait are finished
  /// first; later ones throw.
  @Override
  void close();
}

package dev.stopwater.lifecycle;

import java.time.Duration;

/// A request that is on the ledger, as its own handler sees it.
public interface LiveRequest {

  /// When the request arrived, in the ledger's nanoseconds.
  long arrivedNanos();

  /// Shortens or lengthens what the request may take, counted from its arrival. Does nothing once
  /// the deadline has passed.
  void allot(Duration allotted);

  /// Shortens what is left, if it is more than `most` from now. Does nothing once the deadline has
  /// passed.
  ///
  /// @return whether it shortened it
  boolean atMost(Duration most);

  /// Lifts the deadline of a request that is long by nature (a watch), until `allotted` after
  /// arrival: there is always an end.
  void longRunning(Duration allotted);

  /// What is left; never negative.
  Duration remaining();

  /// Whether the deadline has passed: the answer is no longer this handler's to give.
  boolean timedOut();

  /// Names what the request is doing now, for the profiles: `authenticate`, `decode`, `store`,
  /// `respond`. A constant text.
  void phase(String phase);

  /// Evidence for log and profiles, once known: the route (`GET /api/v1/pods`), the user, the audit
  /// ID.
  void identify(String route, String user, String auditId);

  /// Runs `action` once the deadline passes or the client goes, on a platform thread of the ledger,
  /// which it must not block; at once, on the caller's thread, if that has happened. The last added
  /// runs first. A request that is answered in time runs none.
  ///
  /// The ledger reaches what `action` reaches until then, so it should not be more than it needs.
  void onEnd(Runnable action);

  /// Notes that the request occupies something that others share. Whoever closes what is returned
  /// gives it back; for a request that is proven leaked, and closes nothing any more, the ledger
  /// does, on the thread that found the proof, which `giveBack` must not block.
  ///
  /// The ledger reaches what `giveBack` reaches: whatever can wake the handler must not be among
  /// it, or the proof would never be found.
  Held hold(Runnable giveBack);

  /// Where to say what it holds of the server's memory for its own sake.
  Bytes bytes();

  /// How it waits, on its own thread, for what others do.
  default Parking parking() {
    return Parking.TIMED;
  }

  /// Whether this request's user holds so much memory that no new work should be begun for them.
  boolean crowded();
}

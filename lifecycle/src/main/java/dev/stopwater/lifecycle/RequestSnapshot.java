package dev.stopwater.lifecycle;

import java.time.Duration;
import java.util.List;

/// A request on the ledger as it was at one moment.
///
/// @param phase what the request was doing, such as `store`; empty before the first phase
/// @param age since arrival
/// @param overdue whether the deadline has passed and the handler has not ended
/// @param due until when it has an answer to give, since arrival
/// @param bytes that it holds of the server's memory for its own sake
/// @param seen what the handler was doing when the answer was taken from it, or when it was looked
///   at since; nothing before that, and where too many timed out at once to look at each
public record RequestSnapshot(
    RequestFacts facts,
    Evidence evidence,
    RequestState state,
    String phase,
    Duration age,
    boolean overdue,
    Duration due,
    long bytes,
    Sighting seen) {

  public List<StackTraceElement> stack() {
    return seen.stack();
  }
}

package dev.stopwater.monitor;

import java.time.Instant;
import java.util.List;

/// How the server was at one moment.
///
/// @param began when the server was started; samples of two starts do not go on from each other
/// @param platformThreads of the JVM; virtual ones are the requests
/// @param shares the greatest of routes and of users; none in most samples
public record Sample(
    Instant at,
    Instant began,
    Memory memory,
    Requests requests,
    int platformThreads,
    List<Share> shares)
    implements Entry {

  /// In bytes; zero for what is not known here.
  ///
  /// @param lives what was on the heap after the last collection of each of its parts
  /// @param resident of the process
  public record Memory(long used, long lives, long resident) {}

  /// @param live on the ledger, watchers and overdue ones among them
  /// @param leaked proven so, since the start
  /// @param bytesHeld for their own sake
  public record Requests(int live, int watchers, int overdue, long leaked, long bytesHeld) {

    /// Requests that have outlived their deadline, whether or not they are proven leaked: a number
    /// that falls only if handlers end after all.
    public long outlived() {
      return overdue + leaked;
    }
  }

  public Sample {
    shares = List.copyOf(shares);
  }

  Sample with(List<Share> others) {
    return new Sample(at, began, memory, requests, platformThreads, others);
  }
}

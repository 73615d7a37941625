package dev.stopwater.flowcontrol.queue;

import dev.stopwater.flowcontrol.classify.RequestDigest;
import java.util.ArrayList;
import java.util.List;

/// A priority level as it is at one moment.
public record LevelView(
    String name, Counts counts, List<QueueView> queues, List<RequestView> requests) {

  /// @param executing requests, without those that only keep final seats
  public record Counts(
      int activeQueues,
      boolean idle,
      boolean quiescing,
      int waiting,
      int executing,
      long dispatched,
      long rejected,
      long timedOut,
      long cancelled,
      int seatsInUse,
      int limit) {}

  /// One queue.
  ///
  /// @param nextDispatch in seat-seconds, as is `work`
  public record QueueView(
      int index,
      int waiting,
      int executing,
      int seatsInUse,
      long nextDispatch,
      int initialSeats,
      int seats,
      long work) {}

  /// One request.
  ///
  /// @param queue -1 for none
  /// @param place in the queue, -1 for one that runs
  /// @param startedNanos 0 for one that waits
  public record RequestView(
      String schema,
      String distinguisher,
      int queue,
      int place,
      long arrivedNanos,
      long startedNanos,
      Work work,
      RequestDigest digest) {}

  static LevelView of(Level level) {
    List<QueueView> queues = new ArrayList<>();
    List<RequestView> requests = new ArrayList<>();
    for (WaitQueue queue : level.queues()) {
      queues.add(
          new QueueView(
              queue.index,
              queue.waiting.size(),
              queue.executing,
              queue.seatsInUse,
              queue.nextDispatch,
              queue.waiting.initialSeats(),
              queue.waiting.seats(),
              queue.waiting.work()));
      int place = 0;
      for (Seat seat = queue.waiting.oldest(); seat != null; seat = seat.after) {
        requests.add(request(seat, place++));
      }
    }
    for (Seat seat = level.running().oldest(); seat != null; seat = seat.after) {
      requests.add(request(seat, -1));
    }
    return new LevelView(level.name(), level.counts(), queues, requests);
  }

  private static RequestView request(Seat seat, int place) {
    WaitQueue queue = seat.queue;
    return new RequestView(
        seat.flow().schema(),
        queue == null ? "" : seat.flow().distinguisherOf(seat.request()),
        queue == null ? -1 : queue.index,
        place,
        seat.arrivedNanos,
        seat.startedNanos,
        seat.work(),
        seat.request());
  }
}

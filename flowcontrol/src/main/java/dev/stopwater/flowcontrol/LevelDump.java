package dev.stopwater.flowcontrol;

import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.flowcontrol.queue.LevelView;
import dev.stopwater.flowcontrol.queue.SeatSeconds;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/// Levels, queues and requests as text for people, in the columns of kube-apiserver's
/// `/debug/api_priority_and_fairness/*`. Pure.
public final class LevelDump {

  private static final List<String> LEVELS =
      List.of(
          "PriorityLevelName",
          "ActiveQueues",
          "IsIdle",
          "IsQuiescing",
          "WaitingRequests",
          "ExecutingRequests",
          "DispatchedRequests",
          "RejectedRequests",
          "TimedoutRequests",
          "CancelledRequests");
  private static final List<String> QUEUES =
      List.of(
          "PriorityLevelName",
          "Index",
          "PendingRequests",
          "ExecutingRequests",
          "SeatsInUse",
          "NextDispatchR",
          "InitialSeatsSum",
          "MaxSeatsSum",
          "TotalWorkSum");
  private static final List<String> REQUESTS =
      List.of(
          "PriorityLevelName",
          "FlowSchemaName",
          "QueueIndex",
          "RequestIndexInQueue",
          "FlowDistingsher",
          "ArriveTime",
          "InitialSeats",
          "FinalSeats",
          "AdditionalLatency",
          "StartTime");
  private static final List<String> DETAILS =
      List.of(
          "UserName",
          "Verb",
          "APIPath",
          "Namespace",
          "Name",
          "APIVersion",
          "Resource",
          "SubResource");
  private static final int NARROWEST = 8;

  public static String levels(List<LevelView> levels) {
    List<List<String>> rows = new ArrayList<>(List.of(LEVELS));
    for (LevelView level : levels) {
      LevelView.Counts counts = level.counts();
      rows.add(
          texts(
              level.name(),
              counts.activeQueues(),
              counts.idle(),
              counts.quiescing(),
              counts.waiting(),
              counts.executing(),
              counts.dispatched(),
              counts.rejected(),
              counts.timedOut(),
              counts.cancelled()));
    }
    return table(rows);
  }

  public static String queues(List<LevelView> levels) {
    List<List<String>> rows = new ArrayList<>(List.of(QUEUES));
    for (LevelView level : levels) {
      for (LevelView.QueueView queue : level.queues()) {
        rows.add(
            texts(
                level.name(),
                queue.index(),
                queue.waiting(),
                queue.executing(),
                queue.seatsInUse(),
                SeatSeconds.text(queue.nextDispatch()),
                queue.initialSeats(),
                queue.seats(),
                SeatSeconds.text(queue.work())));
      }
    }
    return table(rows);
  }

  /// @param details whether to tell who asks for what
  /// @param instants from the clock of flow control to the time of day
  public static String requests(
      List<LevelView> levels, boolean details, LongFunction<Instant> instants) {
    List<String> header = new ArrayList<>(REQUESTS);
    if (details) {
      header.addAll(DETAILS);
    }
    List<List<String>> rows = new ArrayList<>(List.of(header));
    for (LevelView level : levels) {
      for (LevelView.RequestView request : level.requests()) {
        List<String> row = new ArrayList<>(request(level.name(), request, instants));
        if (details) {
          row.addAll(details(request.digest()));
        }
        rows.add(row);
      }
    }
    return table(rows);
  }

  private static List<String> request(
      String level, LevelView.RequestView request, LongFunction<Instant> instants) {
    boolean waits = request.place() >= 0;
    return texts(
        level,
        request.schema(),
        request.queue(),
        request.place(),
        request.distinguisher(),
        instants.apply(request.arrivedNanos()),
        request.work().initialSeats(),
        request.work().finalSeats(),
        seconds(request.work().afterNanos()),
        waits ? "0001-01-01T00:00:00Z" : instants.apply(request.startedNanos()));
  }

  private static String seconds(long nanos) {
    return nanos == 0 ? "0s" : Duration.ofNanos(nanos).toNanos() / 1e6 + "ms";
  }

  private static List<String> details(RequestDigest digest) {
    return texts(
        digest.user(),
        digest.verb(),
        digest.path(),
        digest.namespace(),
        digest.name(),
        digest.version(),
        digest.resource(),
        digest.subresource());
  }

  private static List<String> texts(Object... values) {
    List<String> texts = new ArrayList<>();
    for (Object value : values) {
      texts.add(String.valueOf(value));
    }
    return texts;
  }

  /// Cells end with a comma and are padded to the width of their column; the last of a row is not.
  private static String table(List<List<String>> rows) {
    int[] widths = new int[rows.getFirst().size()];
    java.util.Arrays.fill(widths, NARROWEST);
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        widths[i] = Math.max(widths[i], row.get(i).length() + 2);
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size() - 1; i++) {
        text.append(row.get(i)).append(',');
        text.repeat(' ', widths[i] - row.get(i).length() - 1);
      }
      text.append(row.getLast()).append('\n');
    }
    return text.toString();
  }

  private LevelDump() {}
}

package dev.stopwater.lab.night;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.profiles.LeakReport;
import dev.stopwater.profiles.Profile;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What is left when the night is over and every handler has had time to end.
///
/// @param settled whether all had ended in that time
/// @param threads of requests that are still there
/// @param timedOut requests in the whole night
/// @param heap bytes that live, with what is left behind
/// @param proved how many threads the leak profile proved to be leaked
/// @param late how many it calls late only
/// @param heapAfterProof bytes that live once the collector has taken what was proved
/// @param stacks where the leaked ones stood, the most frequent first
public record Census(
    boolean settled,
    long threads,
    long timedOut,
    long heap,
    long proved,
    long late,
    long heapAfterProof,
    List<Stack> stacks)
    implements Sample {

  private static final int MOST_STACKS = 3;
  private static final int MOST_FRAMES = 12;

  /// A place where threads stood.
  public record Stack(long count, List<String> frames) {
    MapValue values() {
      return MapValue.of("count", count, "frames", ListValue.ofTexts(frames));
    }
  }

  static Census take(ApiServer server, Watched watched, Duration patience)
      throws InterruptedException {
    boolean settled = watched.awaitSettled(server, patience);
    long threads = watched.threads(server);
    long timedOut = watched.timedOut();
    long heap = Memory.heapNow();
    LeakReport report = watched.search(server);
    return new Census(
        settled,
        threads,
        timedOut,
        heap,
        report.total(),
        report.late().size(),
        Memory.heapNow(),
        stacks(report.proved()));
  }

  private static List<Stack> stacks(Profile proved) {
    Map<List<String>, Long> counts = new LinkedHashMap<>();
    for (Profile.Sample each : proved.samples()) {
      List<String> frames = each.stack().stream().limit(MOST_FRAMES).map(String::valueOf).toList();
      counts.merge(frames, each.values().getFirst(), Long::sum);
    }
    return counts.entrySet().stream()
        .map(each -> new Stack(each.getValue(), each.getKey()))
        .sorted(Comparator.comparingLong(Stack::count).reversed())
        .limit(MOST_STACKS)
        .toList();
  }

  @Override
  public MapValue values() {
    ListValue list = new ListValue();
    stacks.forEach(each -> list.add(each.values()));
    return MapValue.of(
        "is",
        "census",
        "settled",
        settled,
        "threads",
        threads,
        "timedOut",
        timedOut,
        "heap",
        heap,
        "proved",
        proved,
        "late",
        late,
        "heapAfterProof",
        heapAfterProof,
        "stacks",
        list);
  }

  static Census of(MapValue map) {
    return new Census(
        map.flag("settled"),
        map.integer("threads", 0),
        map.integer("timedOut", 0),
        map.integer("heap", 0),
        map.integer("proved", 0),
        map.integer("late", 0),
        map.integer("heapAfterProof", 0),
        map.listOrEmpty("stacks").maps().stream()
            .map(each -> new Stack(each.integer("count", 0), each.listOrEmpty("frames").texts()))
            .toList());
  }
}

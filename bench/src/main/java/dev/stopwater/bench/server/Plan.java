package dev.stopwater.bench.server;

import java.util.List;

/// Which figures the whole suite takes, and for how long.
final class Plan {

  private static final int SHORTEST = 25; // minutes

  private Plan() {}

  /// Whether a figure can have other servers beside this source's.
  static boolean compares(String figure) {
    return !figure.equals("start") && !figure.equals("machinery");
  }

  /// Figures that are taken together.
  ///
  /// @param warm of one server, that is not started anew for each of them
  record Part(boolean warm, List<List<String>> figures) {}

  /// @param minutes about how long, with two servers; no less than 25
  static List<Part> lasting(int minutes) {
    int times = Math.max(1, minutes / SHORTEST);
    String some = "--seconds=" + 3 * times;
    String few = "--seconds=" + 2 * times;
    List<List<String>> started = List.of(List.of("start"), List.of("pods", "--rest=30"));
    List<List<String>> warm =
        List.of(
            List.of("get", "--seconds=" + 5 * times, "--warm-up=60"),
            List.of("latency", "--seconds=" + 8 * times, "--warm-up=5"),
            List.of("watch", "--seconds=" + 10 * times, "--warm-up=10"),
            List.of("create", some, "--warm-up=5"),
            List.of("update", some, "--warm-up=5"),
            List.of("patch", few, "--warm-up=3"),
            List.of("apply", few, "--warm-up=2"),
            List.of("delete", few, "--warm-up=2"),
            List.of("soak", "--minutes=" + times),
            List.of("list", few, "--warm-up=2"));
    List<List<String>> last =
        List.of(List.of("storm", "--megabytes=20", "--patience=" + 75 * times));
    return List.of(new Part(false, started), new Part(true, warm), new Part(false, last));
  }

  /// A second of each: whether they work.
  static List<Part> smoke() {
    String one = "--seconds=1";
    String once = "--rounds=1";
    String cold = "--warm-up=1";
    String writers = "--writers=1,4";
    List<List<String>> started =
        List.of(List.of("start", "--rounds=1"), List.of("pods", "--pods=200", "--rest=0"));
    List<List<String>> warm =
        List.of(
            List.of("get", one, once, cold),
            List.of("latency", one, once, cold, "--rate=100"),
            List.of("watch", one, once, cold, "--watchers=20", "--connections=2", "--rate=20"),
            List.of("create", one, once, cold, writers),
            List.of("update", one, once, cold, writers),
            List.of("patch", one, once, cold, writers),
            List.of("apply", one, once, cold, writers),
            List.of("delete", one, once, cold, writers),
            List.of("soak", "--minutes=0", "--rate=100", "--watchers=5"),
            List.of("list", one, once, cold, "--objects=100,600"));
    List<List<String>> last =
        List.of(
            List.of(
                "storm", "--reflectors=20", "--megabytes=2", "--connections=4", "--patience=60"),
            List.of("machinery", "--rounds=1", "--warm-up=0", "--requests=2000"));
    return List.of(new Part(false, started), new Part(true, warm), new Part(false, last));
  }
}

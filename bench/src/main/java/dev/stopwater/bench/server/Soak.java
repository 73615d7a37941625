package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.load.OpenLoop;
import dev.stopwater.bench.load.Schedule;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.report.Slope;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// A steady mixed load for minutes: does memory or the time of an answer grow?
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Reads, lists, updates, creates and deletes by a schedule, with watchers beside, the servers one after the other. Memory's growth in",
      "each minute is that of a line through the second half."
    })
final class Soak extends FigureCommand {

  private static final Maps MAPS = new Maps("bench-soak");
  private static final int OBJECTS = 1_000;
  private static final int BYTES = 2_000;
  private static final int SLICE_SECONDS = 5;
  private static final int CONNECTIONS = 8;

  @Option(names = "--minutes", description = "For each server. Default: ${DEFAULT-VALUE}")
  private int minutes = 10;

  @Option(names = "--rate", description = "Requests in each second. Default: ${DEFAULT-VALUE}")
  private int rate = 300;

  @Option(names = "--watchers", description = "Default: ${DEFAULT-VALUE}")
  private int watchers = 50;

  @Override
  String title() {
    return "%d min, %d requests/s and %d watchers".formatted(minutes, rate, watchers);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (ApiTarget each : servers) {
      MAPS.makeNamespace(each);
      each.ensureAll(MAPS.path(), OBJECTS, number -> Maps.map("map-" + number, "0", BYTES));
      samples.addAll(soak(each));
    }
    return samples;
  }

  /// One slice of the time.
  private record Slice(double seconds, double residentMib, double cpus, OpenLoop loop) {}

  private List<Sample> soak(ApiTarget server) throws IOException, InterruptedException {
    try (Http2 asking = Http2.open(server.target(), CONNECTIONS);
        Http2 watching = Http2.open(server.target(), 1 + watchers / 100)) {
      String from = Watch.revision(server.text(MAPS.path() + "?limit=1"));
      String path = MAPS.path() + "?watch=1&resourceVersion=" + from;
      Watchers opened = Watchers.open(watching, path, watchers);
      List<Slice> slices = new ArrayList<>();
      Usage whole = Usage.since(server.processes());
      int count = Math.max(2, minutes * 60 / SLICE_SECONDS);
      for (int i = 0; i < count; i++) {
        slices.add(slice(server, asking, i, whole));
        say(
            "%s after %.0f s: %.0f MiB"
                .formatted(server.name(), whole.seconds(), slices.getLast().residentMib()));
      }
      List<Slice> first = slices.subList(0, count / 2);
      List<Slice> second = slices.subList(count / 2, count);
      return List.of(
          sample("first half", server, first, opened),
          sample("second half", server, second, opened));
    }
  }

  private Slice slice(ApiTarget server, Http2 asking, int number, Usage whole)
      throws IOException, InterruptedException {
    Usage usage = Usage.since(server.processes());
    OpenLoop loop = new OpenLoop();
    Schedule schedule = Schedule.lasting(System.nanoTime(), rate, SLICE_SECONDS);
    int first = number * schedule.count();
    loop.run(asking, schedule, (i, due) -> request(first + i, due));
    return new Slice(
        whole.seconds(),
        server.processes().residentMib(),
        usage.cpuSeconds() / usage.seconds(),
        loop);
  }

  /// Of a hundred requests: 70 reads, 25 updates, 2 lists of a hundredth, 1 page, and an object
  /// that comes and goes.
  private static Ask request(int number, long due) {
    String name = "map-" + Math.floorMod(number * 31, OBJECTS);
    return switch (number % 100) {
      case 10 -> Ask.get(MAPS.path() + "?labelSelector=pick%3D7");
      case 20 -> Ask.get(MAPS.path() + "?labelSelector=pick%3D9");
      case 30 -> Ask.get(MAPS.path() + "?limit=500");
      case 40 -> Ask.post(MAPS.path(), Maps.map("passing-" + number / 100, "0", BYTES));
      case 90 -> Ask.delete(MAPS.path("passing-" + number / 100));
      default ->
          number % 4 == 1
              ? Ask.put(MAPS.path(name), Maps.map(name, Long.toString(due), BYTES))
              : Ask.get(MAPS.path(name));
    };
  }

  private static Sample sample(
      String half, ApiTarget server, List<Slice> slices, Watchers watchers) {
    Slice last = slices.getLast();
    List<Slope.Point> points =
        slices.stream().map(each -> new Slope.Point(each.seconds(), each.residentMib())).toList();
    return Sample.of(half, server.name())
        .with("RSS MiB at its end", last.residentMib())
        .with("MiB more in each minute", Slope.perMinute(points))
        .with("server's CPUs", slices.stream().mapToDouble(Slice::cpus).average().orElse(0))
        .with("p50 ms", worst(slices, 50))
        .with("p99 ms, worst 5 s", worst(slices, 99))
        .with("not 2xx", slices.stream().mapToLong(each -> each.loop().bad()).sum())
        .with("cut watches", watchers.cut());
  }

  private static double worst(List<Slice> slices, double percent) {
    return slices.stream()
        .mapToDouble(each -> each.loop().answered.milliseconds(percent))
        .max()
        .orElse(0);
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    server.deleteAll(MAPS.path());
  }
}

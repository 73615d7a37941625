package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.load.OpenLoop;
import dev.stopwater.bench.load.Schedule;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Events of one kind to many watchers.
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Many watchers of one kind, and updates at a fixed rate. The time of an event counts from when its write was due until its bytes are at",
      "a watcher, so the write itself is in it."
    })
final class Watch extends FigureCommand {

  private static final Maps MAPS = new Maps("bench-watch");
  private static final int PATIENCE_SECONDS = 20;
  private static final Pattern REVISION = Pattern.compile("\"resourceVersion\":\\s*\"(\\d+)\"");

  @Mixin private Pace pace = new Pace();

  @Option(names = "--watchers", description = "Default: ${DEFAULT-VALUE}")
  private int watchers = 1_000;

  @Option(names = "--rate", description = "Updates in each second. Default: ${DEFAULT-VALUE}")
  private int rate = 100;

  @Option(names = "--objects", description = "That are updated in turn. Default: ${DEFAULT-VALUE}")
  private int objects = 100;

  @Option(names = "--bytes", description = "Of an object. Default: ${DEFAULT-VALUE}")
  private int bytes = 500;

  @Option(
      names = "--connections",
      description = "That the watches share, 100 on one at most. Default: ${DEFAULT-VALUE}")
  private int connections = 20;

  @Override
  String title() {
    return "%,d watchers, %d updates/s of %,d bytes, %s".formatted(watchers, rate, bytes, pace);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    if (watchers > connections * 100) {
      throw new IOException(
          "%d watchers need %d connections".formatted(watchers, (watchers + 99) / 100));
    }
    List<Sample> samples = new ArrayList<>();
    Turns.take(
        pace.rounds,
        servers,
        (server, round) -> {
          Sample sample = sample(server);
          say("round " + round + ": " + sample);
          samples.add(sample);
        });
    return samples;
  }

  private Sample sample(ApiTarget server) throws IOException, InterruptedException {
    MAPS.makeNamespace(server);
    server.ensureAll(MAPS.path(), objects, number -> Maps.map("map-" + number, "0", bytes));
    try (Http2 reading = Http2.open(server.target(), connections);
        Http2 writing = Http2.open(server.target(), 2)) {
      String from = revision(server.text(MAPS.path() + "?limit=1"));
      String path = MAPS.path() + "?watch=1&resourceVersion=" + from;
      Watchers opened = Watchers.open(reading, path, watchers);
      write(writing, Math.max(1, pace.warmUp));
      return sample(server, opened, writing);
    }
  }

  private Sample sample(ApiTarget server, Watchers opened, Http2 writing)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Watchers.Epoch epoch = opened.count(start);
    Usage usage = Usage.since(server.processes());
    OpenLoop written = write(writing, pace.seconds);
    long expected = written.good() * watchers;
    awaitDelivered(epoch, expected);
    double seconds = (epoch.last.get() - start) / 1e9;
    Sample sample =
        Sample.of("", server.name())
            .with("events/s", epoch.delivered() / seconds)
            .with("delivered %", 100.0 * epoch.delivered() / Math.max(1, expected));
    return usage
        .busyOnto(epoch.latencies.onto(sample))
        .with("write p99 ms", written.answered.milliseconds(99))
        .with("late p99 ms", written.late.milliseconds(99))
        .with("failed writes", written.bad())
        .with("cut watches", opened.cut());
  }

  private OpenLoop write(Http2 writing, int seconds) throws InterruptedException {
    OpenLoop loop = new OpenLoop();
    loop.run(
        writing,
        Schedule.lasting(System.nanoTime(), rate, seconds),
        (number, due) -> {
          String name = "map-" + number % objects;
          return Ask.put(MAPS.path(name), Maps.map(name, Long.toString(due), bytes));
        });
    return loop;
  }

  /// Until all are there, or none has come for a while.
  private static void awaitDelivered(Watchers.Epoch epoch, long expected)
      throws InterruptedException {
    long patience = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (epoch.delivered() < expected && System.nanoTime() - epoch.last.get() < patience) {
      Thread.sleep(5);
    }
  }

  /// The resource version that a list is of.
  static String revision(String list) throws IOException {
    Matcher found = REVISION.matcher(list);
    if (!found.find()) {
      throw new IOException("a list without a resource version: " + list);
    }
    return found.group(1);
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    server.deleteAll(MAPS.path());
  }
}

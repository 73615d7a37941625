package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Answer;
import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.ClosedLoop;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/// Durable writes of one verb, by writers that each wait for their answer.
@Command(mixinStandardHelpOptions = true, sortOptions = false)
final class Writes extends FigureCommand {

  private static final int DELETES_PER_SECOND = 4_000; // made beforehand for 8 writers or more
  private static final int DELETES_PER_WRITER = 500;

  private final Verb verb;
  private final Maps maps;
  private final AtomicLong numbers = new AtomicLong();

  @Mixin private Pace pace = new Pace();

  @Option(
      names = "--writers",
      split = ",",
      paramLabel = "N[,N…]",
      description = "How many at once. Default: ${DEFAULT-VALUE}",
      defaultValue = "1,16,64")
  private List<Integer> writers = List.of();

  @Option(names = "--bytes", description = "Of an object. Default: ${DEFAULT-VALUE}")
  private int bytes = 2_000;

  Writes(Verb verb) {
    this.verb = verb;
    this.maps = new Maps("bench-" + verb.word());
  }

  /// The command of its verb.
  static CommandSpec named(Verb verb) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new Writes(verb)).name(verb.word());
    spec.usageMessage().description(verb.description());
    return spec;
  }

  @Override
  String title() {
    return "objects of %,d bytes, %s".formatted(bytes, pace);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    List<ApiTarget> serving = new ArrayList<>();
    for (ApiTarget each : servers) {
      prepare(each);
      Answer answer = each.answer(next(0));
      if (answer.good()) {
        serving.add(each);
      } else {
        writers.forEach(count ->
            samples.add(
                Sample.of(row(count), each.name()).remarked("refused: " + answer.status())));
      }
    }
    for (int count : writers) {
      samples.addAll(measure(count, serving));
    }
    return samples;
  }

  private void prepare(ApiTarget server) throws IOException, InterruptedException {
    numbers.set(System.currentTimeMillis() * 1_000); // names that no run before has used
    maps.makeNamespace(server);
    int most = writers.stream().mapToInt(Integer::intValue).max().orElse(1);
    server.ensureAll(maps.path(), most, number -> Maps.map(Verb.own(number), "0", bytes));
    if (verb == Verb.DELETE) {
      server.ensure(maps.path(), Maps.map("made-" + numbers.get(), "0", bytes));
    }
  }

  private List<Sample> measure(int count, List<ApiTarget> servers)
      throws IOException, InterruptedException {
    try (Connected.All all = Connected.All.open(servers, count)) {
      for (Connected each : all.list()) {
        run(each, count, Math.max(1, pace.warmUp));
      }
      return inTurn(pace, all.list(), each -> sample(each, count));
    }
  }

  private Sample sample(Connected on, int count) throws IOException, InterruptedException {
    Measured measured = run(on, count, pace.seconds);
    ClosedLoop.Result result = measured.result();
    Sample sample =
        Sample.of(row(count), on.server().name())
            .with("writes/s", result.good() / result.seconds())
            .with("p50 ms", result.latencies().milliseconds(50))
            .with("p99 ms", result.latencies().milliseconds(99));
    return measured.usage().onto(sample, result.good()).with("not 2xx", result.failed());
  }

  private static String row(int count) {
    return count == 1 ? "1 writer" : count + " writers";
  }

  private record Measured(ClosedLoop.Result result, Usage usage) {}

  private Measured run(Connected on, int count, int seconds)
      throws IOException, InterruptedException {
    long last = verb == Verb.DELETE ? fill(on.server(), count, seconds) : Long.MAX_VALUE;
    Usage usage = Usage.since(on.server().processes());
    ClosedLoop.Result result =
        ClosedLoop.run(
            on.connections(),
            count,
            TimeUnit.SECONDS.toNanos(seconds),
            writer -> numbers.get() < last ? next(writer) : null);
    return new Measured(result, usage);
  }

  /// Makes what will be deleted.
  ///
  /// @return the number after the last
  private long fill(ApiTarget server, int count, int seconds)
      throws IOException, InterruptedException {
    int made = seconds * Math.min(DELETES_PER_SECOND, DELETES_PER_WRITER * count);
    long first = numbers.get();
    server.ensureAll(maps.path(), made, number -> Maps.map("made-" + (first + number), "0", bytes));
    return first + made - count; // each writer may look before it takes
  }

  private Ask next(int writer) {
    return verb.ask(maps, writer, numbers.getAndIncrement(), bytes);
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    server.deleteAll(maps.path());
  }
}

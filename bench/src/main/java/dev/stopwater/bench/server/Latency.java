package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.OpenLoop;
import dev.stopwater.bench.load.Schedule;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// How long a GET takes at a rate that the server does not choose.
@Command(
    name = "latency",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "GETs of one object by a schedule that is fixed before the first: each starts when it is due, and its time counts from then,",
      "whatever became of those before it (an open model, without coordinated omission)."
    })
final class Latency extends FigureCommand {

  private static final Maps MAPS = new Maps("bench");
  private static final int BYTES = 2_000;

  @Mixin private Pace pace = new Pace();

  @Option(
      names = "--rate",
      split = ",",
      paramLabel = "N[,N…]",
      description = "Requests in each second. Default: ${DEFAULT-VALUE}",
      defaultValue = "1000")
  private List<Integer> rates = List.of();

  @Option(names = "--connections", description = "Default: ${DEFAULT-VALUE}")
  private int connections = 8;

  @Override
  String title() {
    return "GET of %,d bytes in an open model, %s".formatted(BYTES, pace);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    for (ApiTarget each : servers) {
      MAPS.makeNamespace(each);
      each.ensure(MAPS.path(), Maps.map("one-" + BYTES, "0", BYTES));
    }
    List<Sample> samples = new ArrayList<>();
    try (Connected.All all = Connected.All.open(servers, connections)) {
      for (int rate : rates) {
        for (Connected each : all.list()) {
          sample(each, rate, Math.max(1, pace.warmUp));
        }
        samples.addAll(inTurn(pace, all.list(), each -> sample(each, rate, pace.seconds)));
      }
    }
    return samples;
  }

  private static Sample sample(Connected on, int rate, int seconds)
      throws IOException, InterruptedException {
    OpenLoop loop = new OpenLoop();
    Ask ask = Ask.get(MAPS.path("one-" + BYTES));
    Usage usage = Usage.since(on.server().processes());
    Schedule schedule = Schedule.lasting(System.nanoTime(), rate, seconds);
    int lost = loop.run(on.connections(), schedule, (number, due) -> ask);
    Sample sample =
        Sample.of("%,d/s".formatted(rate), on.server().name())
            .with("answered/s", loop.good() / usage.seconds());
    return usage
        .onto(loop.answered.onto(sample), loop.good())
        .with("late p99 ms", loop.late.milliseconds(99))
        .with("not 2xx", loop.bad() + lost);
  }
}

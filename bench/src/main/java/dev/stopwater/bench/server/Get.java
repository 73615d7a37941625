package dev.stopwater.bench.server;

import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// One object by its name, as often as it goes.
@Command(
    name = "get",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "One object of 2 KB by its name: h2load, 8 connections with 8 requests each.")
final class Get extends FigureCommand {

  private static final Maps MAPS = new Maps("bench");

  @Mixin private Pace pace = new Pace();

  @Option(names = "--bytes", description = "Of the object. Default: ${DEFAULT-VALUE}")
  private int bytes = 2_000;

  @Option(names = "--no-nginx", description = "Without the physical limit beside it.")
  private boolean withoutNginx;

  @Override
  String title() {
    return "one object of %,d bytes, %s".formatted(bytes, pace);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    for (ApiTarget each : servers) {
      MAPS.makeNamespace(each);
      each.ensure(MAPS.path(), Maps.map("one-" + bytes, "0", bytes));
    }
    Reads.Case one =
        new Reads.Case("", "application/json", 8, 8, server -> List.of(MAPS.path("one-" + bytes)));
    return new Reads(pace, !withoutNginx).measure(one, servers);
  }
}

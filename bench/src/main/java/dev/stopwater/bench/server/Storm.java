package dev.stopwater.bench.server;

import dev.stopwater.bench.load.Answer;
import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.bench.report.Machine;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Peak;
import dev.stopwater.bench.targets.Targets;
import dev.stopwater.bench.targets.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Many informers that start at once, as after a restart of the server.
@Command(
    name = "storm",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Many reflectors that list (resourceVersion=0) and then watch, all from one moment on, and begin again after failures as informers do.",
      "The server of this source has a heap of 1 GiB and a request timeout of 15 minutes. Given up too when the machine has no 2 GiB left."
    })
@SuppressWarnings("try") // what is closed waits for who works for it
final class Storm extends FigureCommand {

  private static final Maps MAPS = new Maps("bench-storm");
  private static final int MIB = 1 << 20;
  private static final long LEAST_MIB = 2_048;

  @Option(names = "--reflectors", description = "Default: ${DEFAULT-VALUE}")
  private int reflectors = 1_024;

  @Option(names = "--megabytes", description = "That each lists. Default: ${DEFAULT-VALUE}")
  private int megabytes = 400;

  @Option(names = "--bytes", description = "Of an object. Default: ${DEFAULT-VALUE}")
  private int bytes = 100_000;

  @Option(names = "--connections", description = "That they share. Default: ${DEFAULT-VALUE}")
  private int connections = 128;

  @Option(
      names = "--patience",
      paramLabel = "<seconds>",
      description = "Until the storm is given up. Default: ${DEFAULT-VALUE}")
  private int patience = 900;

  @Override
  Targets.Own own() {
    return new Targets.Own("-Xmx1g", List.of("--request-timeout=15m"));
  }

  @Override
  String title() {
    return "%,d reflectors on %d MB, %d s at most".formatted(reflectors, megabytes, patience);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    for (ApiTarget each : servers) {
      MAPS.makeNamespace(each);
      int count = (int) ((long) megabytes * MIB / bytes);
      each.ensureAll(MAPS.path(), count, number -> Maps.map("map-" + number, "0", bytes));
      Sample sample = storm(each);
      say(sample.toString());
      samples.add(sample);
    }
    return samples;
  }

  private Sample storm(ApiTarget server) throws IOException, InterruptedException {
    double before = server.processes().residentMib();
    Usage usage = Usage.since(server.processes());
    try (Peak peak = new Peak(server.processes());
        Http2 opened = Http2.open(server.target(), connections);
        Reflectors all = Reflectors.start(opened, MAPS.path(), reflectors)) {
      boolean whole = weathered(all);
      double seconds = usage.seconds();
      Sample sample =
          Sample.of("", server.name())
              .with("synced", reflectors - all.missing())
              .with(whole ? "all synced after s" : "given up after s", seconds)
              .with("p50 s", all.synced.milliseconds(50) / 1e3)
              .with("MiB/s", all.bytes.sum() / seconds / MIB)
              .with("RSS MiB before", before)
              .with("at most", peak.mib());
      return (alive(server) ? usage.busyOnto(sample) : sample).remarked(remark(server, all));
    }
  }

  /// Whether all were synced before the patience, or the machine's memory, came to an end.
  private boolean weathered(Reflectors all) throws IOException, InterruptedException {
    for (int second = 0; second < patience; second++) {
      if (all.await(1)) {
        return true;
      }
      if (Machine.availableMib() < LEAST_MIB) {
        say("the machine has less than " + LEAST_MIB + " MiB left");
        return false;
      }
    }
    return false;
  }

  private static boolean alive(ApiTarget server) {
    return server.processes().alive();
  }

  private static String remark(ApiTarget server, Reflectors all) throws InterruptedException {
    String failures = all.failures().isEmpty() ? "no failure" : all.failures().toString();
    if (!alive(server)) {
      return "the server died; " + failures;
    }
    try {
      Answer ready = server.answer(Ask.get("/readyz"));
      return (ready.good() ? "survives; " : "not ready afterwards; ") + failures;
    } catch (IOException e) {
      return "does not answer afterwards; " + failures;
    }
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    server.deleteAll(MAPS.path());
  }
}

package dev.stopwater.bench.server;

import dev.stopwater.bench.report.Machine;
import dev.stopwater.bench.report.Report;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import dev.stopwater.bench.targets.Targets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// One figure: starts and finds the servers, measures them, and prints a section of Markdown with
/// the command that finds it again.
abstract class FigureCommand implements Callable<Integer> {

  @ParentCommand Bench bench = new Bench();
  @Mixin final Targets targets = new Targets();
  @Spec CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--keep",
      description = "Leave the objects in servers that go on after this figure.")
  boolean keep;

  /// What was done, in a few words.
  abstract String title();

  /// @param servers the first is what the others are compared with
  abstract List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException;

  /// Removes what was made for this figure.
  void clean(ApiTarget server) throws IOException, InterruptedException {}

  /// How this source's server is to be started.
  Targets.Own own() {
    return Targets.Own.USUAL;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (targets) {
      List<ApiTarget> servers = targets.open(bench.home(), own());
      List<Sample> samples = measure(servers);
      bench.section(
          "%s: %s; load average then %.1f".formatted(spec.name(), title(), Machine.loadAverage()),
          spec.commandLine().getParseResult().originalArgs(),
          Report.of(samples));
      for (ApiTarget each : keep ? List.<ApiTarget>of() : servers) {
        clean(each);
      }
      return 0;
    }
  }

  /// Progress, beside the report.
  static void say(String words) {
    System.err.println(words);
  }

  /// Measures the servers in turn.
  static <T> List<Sample> inTurn(Pace pace, List<T> servers, Measurement<T> one)
      throws IOException, InterruptedException {
    List<Sample> samples = new ArrayList<>();
    Turns.take(
        pace.rounds,
        servers,
        (server, round) -> {
          Sample sample = one.of(server);
          say("round " + round + ": " + sample);
          samples.add(sample);
        });
    return samples;
  }

  /// One run of one server.
  interface Measurement<T> {
    Sample of(T server) throws IOException, InterruptedException;
  }
}

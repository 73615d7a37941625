package dev.stopwater.bench.server;

import dev.stopwater.bench.report.Machine;
import dev.stopwater.bench.report.Report;
import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.OwnServer;
import dev.stopwater.bench.targets.Processes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/// The time from the start of a command to a good answer of `/readyz`, and what it has used by
/// then.
@Command(
    name = "start",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "From the start of a command to a good /readyz. The first round makes the keys and an empty store; the next ones find them.",
      "Another server: --port PORT -- COMMAND, which must stay in the foreground."
    })
final class Start implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 120;

  @ParentCommand private Bench bench = new Bench();
  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(names = "--port", description = "Where it listens. Default: ${DEFAULT-VALUE}")
  private int port = 7_643;

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}")
  private int rounds = 6;

  @Parameters(paramLabel = "COMMAND", description = "What starts it, if not this source's server.")
  private List<String> command = new ArrayList<>();

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("stopwater-bench");
    List<String> starting =
        command.isEmpty()
            ? OwnServer.command(bench.home(), port, data.resolve("data"))
            : List.copyOf(command);
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      Sample sample = measure(round == 1 ? "first" : "later", starting);
      FigureCommand.say("round " + round + ": " + sample);
      samples.add(sample);
    }
    bench.section(
        "start: to a good /readyz, %d rounds; load average then %.1f"
            .formatted(rounds, Machine.loadAverage()),
        spec.commandLine().getParseResult().originalArgs(),
        Report.of(samples));
    return 0;
  }

  private Sample measure(String row, List<String> starting)
      throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(starting)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      awaitReady(process);
      double milliseconds = (System.nanoTime() - start) / 1e6;
      Processes processes = Processes.listeningOn(port);
      return Sample.of(row, command.isEmpty() ? "stopwater" : command.getFirst())
          .with("ready after ms", milliseconds)
          .with("CPU ms", processes.cpuSeconds() * 1e3)
          .with("RSS MiB", processes.residentMib());
    } finally {
      process.destroy();
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try (Knocking knocking = new Knocking(port)) {
      while (!knocking.ready()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "the command ended, or is not ready after " + PATIENCE_SECONDS + " s");
        }
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
    }
  }
}

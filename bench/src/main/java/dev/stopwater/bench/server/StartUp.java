package dev.stopwater.bench.server;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The time from the start of a command to a good answer of `/readyz`, and what it has used by
/// then.
@Command(name = "StartUp", mixinStandardHelpOptions = true)
public final class StartUp implements Callable<Integer> {

  private static final int PATIENCE_SECONDS = 120;

  @Option(names = "--port", required = true, description = "Where it will listen.")
  private int port;

  @Option(names = "--rounds", description = "How often. Default: ${DEFAULT-VALUE}")
  private int rounds = 5;

  @Parameters(paramLabel = "COMMAND", description = "What starts it.")
  private List<String> command = new ArrayList<>();

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new StartUp()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    System.out.println("| round | ready after ms | CPU ms | RSS MiB |\n|---|---|---|---|");
    for (int round = 1; round <= rounds; round++) {
      measure(round);
    }
    return 0;
  }

  private void measure(int round) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      awaitReady(process);
      double milliseconds = (System.nanoTime() - start) / 1e6;
      Processes processes = Processes.listeningOn(port);
      System.out.printf(
          "| %d | %.0f | %.0f | %.0f |%n",
          round, milliseconds, processes.cpuSeconds() * 1e3, processes.residentMib());
    } finally {
      process.destroy();
      process.waitFor();
    }
  }

  private void awaitReady(Process process) throws IOException, InterruptedException {
    URI server = URI.create("https://127.0.0.1:" + port);
    try (ApiTarget target = new ApiTarget("it", server, "", new Processes(List.of()))) {
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
      while (!target.ready()) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException(
              "the command ended, or is not ready after " + PATIENCE_SECONDS + " s");
        }
        process.waitFor(5, TimeUnit.MILLISECONDS);
      }
    }
  }
}

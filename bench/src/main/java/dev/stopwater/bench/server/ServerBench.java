package dev.stopwater.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// One figure of one or more API servers on this machine, in turn (A B A B), and of nginx with the
/// same bytes. CPU and memory are the operating system's figures of the processes that listen on
/// the server's port, and of those named beside it.
@Command(name = "ServerBench", mixinStandardHelpOptions = true, sortOptions = false)
public final class ServerBench implements Callable<Integer> {

  private static final int NGINX_PORT = 7_543;

  @Parameters(paramLabel = "get|list|create", description = "What is measured.")
  private Figure figure = Figure.GET;

  @Mixin private final Targets targets = new Targets();

  @Option(names = "--seconds", description = "Of each run. Default: ${DEFAULT-VALUE}")
  private int seconds = 5;

  @Option(names = "--rounds", description = "Runs of each target. Default: ${DEFAULT-VALUE}")
  private int rounds = 3;

  @Option(names = "--warm-up", description = "Seconds before. Default: ${DEFAULT-VALUE}")
  private int warmUp = 30;

  @Option(names = "--no-nginx", description = "Without the physical limit beside it.")
  private boolean withoutNginx;

  public static void main(String[] arguments) {
    System.exit(
        new CommandLine(new ServerBench())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("bench");
    try (targets) {
      for (ApiTarget each : targets.all()) {
        System.err.println("preparing " + each.name());
        figure.prepare(each);
      }
      System.out.println(title() + Report.of(samples(directory)));
      return 0;
    }
  }

  private String title() {
    return "%s, %d rounds of %d s, after %d s to warm up; %d processors, load average %.1f%n%n"
        .formatted(
            figure.name().toLowerCase(Locale.ROOT),
            rounds,
            seconds,
            warmUp,
            Runtime.getRuntime().availableProcessors(),
            java.lang.management.ManagementFactory.getOperatingSystemMXBean()
                .getSystemLoadAverage());
  }

  private List<Sample> samples(Path directory) throws IOException, InterruptedException {
    H2Load load = figure.load(seconds, directory);
    if (withoutNginx || !figure.readOnly()) {
      return inTurn(load, () -> List.of());
    }
    byte[] bytes = targets.all().getFirst().get(figure.path());
    try (Nginx nginx = Nginx.serving(bytes, directory, NGINX_PORT)) {
      return inTurn(
          load,
          () -> List.of(Sample.take("nginx", nginx.processes(), load, nginx.url(), List.of())));
    }
  }

  private List<Sample> inTurn(H2Load load, Callable<List<Sample>> limit)
      throws IOException, InterruptedException {
    for (ApiTarget target : targets.all()) {
      System.err.println("warm-up: " + sample(target, load.lasting(warmUp)));
    }
    List<Sample> samples = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      List<Sample> taken = new ArrayList<>();
      for (ApiTarget target : targets.all()) {
        taken.add(sample(target, load));
      }
      taken.addAll(limit(limit));
      samples.addAll(taken);
      System.err.println("round " + round + ": " + taken);
    }
    return samples;
  }

  private Sample sample(ApiTarget target, H2Load load) throws IOException, InterruptedException {
    List<String> headers =
        List.of("Authorization: " + target.authorization(), "Content-Type: application/json");
    return Sample.take(target.name(), target.processes(), load, target.url(figure.path()), headers);
  }

  private static List<Sample> limit(Callable<List<Sample>> limit) throws IOException {
    try {
      return limit.call();
    } catch (IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}

package dev.stopwater.cli;

import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lab.night.Claim;
import dev.stopwater.lab.night.Incident;
import dev.stopwater.lab.night.NightSettings;
import dev.stopwater.lab.report.Reports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stopwater lab incident`: the night of the incident with three hand-offs, and a report.
@Command(
    name = "incident",
    description =
        "Replay a night in which a platform pulls everything over a slow link: with the hand-offs of"
            + " kube-apiserver 1.12 and 1.17 and with ours. Exit 1 if it does not show what is"
            + " expected.",
    sortOptions = false,
    mixinStandardHelpOptions = true)
final class LabIncident implements Callable<Integer> {

  @Option(names = "--small", description = "A night of seconds, for a test.")
  private boolean small;

  @Option(
      names = "--handoff",
      split = ",",
      paramLabel = "unbuffered|drained|ours",
      description = "Which of them. Default: all, one after the other.")
  private List<HandOver> handOvers = List.of(HandOver.values());

  @Option(names = "--pods", description = "On the server. Default: 10000, or 500 if small.")
  private @Nullable Integer pods;

  @Option(
      names = "--requests",
      description = "Of the platform in each night. Default: 45000, or 90 if small.")
  private @Nullable Integer requests;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Of a request; kube-apiserver's is 60s. Default: 1s")
  private @Nullable Duration timeout;

  @Option(names = "--seed", description = "Of link and clients. Default: ${DEFAULT-VALUE}")
  private long seed = 1124;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the report goes. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("lab-report");

  @Override
  public Integer call() throws InterruptedException {
    NightSettings usual = small ? NightSettings.small(seed) : NightSettings.full(seed);
    try {
      NightSettings settings =
          usual.sized(
              pods == null ? usual.pods() : pods,
              requests == null ? usual.requests() : requests,
              timeout == null ? usual.timeout() : timeout);
      return run(settings);
    } catch (IllegalArgumentException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("stopwater: the lab failed: " + e.getMessage());
      return 1;
    }
  }

  private int run(NightSettings settings) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("stopwater-lab");
    try {
      Incident incident =
          Incident.run(
              settings,
              handOvers,
              true,
              directory,
              System.out::println,
              soFar -> Reports.write(soFar, out));
      incident.claims().forEach(LabIncident::print);
      System.out.println("The report is " + out.resolve("report.html").toAbsolutePath());
      return incident.holds() ? 0 : 1;
    } finally {
      remove(directory);
    }
  }

  private static void print(Claim claim) {
    System.out.printf(
        "%-10s %s: %s%s%n",
        claim.night(), claim.expected(), claim.measured(), claim.holds() ? "" : " - DOES NOT HOLD");
  }

  static void remove(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}

package dev.stopwater.lab.night;

import dev.stopwater.lab.handoff.HandOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/// The same night with each hand-off, one after the other so that none disturbs the next, with the
/// same seed; then the same platform written properly.
///
/// @param when it was measured
/// @param machine in one line
public record Incident(
    NightSettings settings, List<NightRecord> nights, Instant when, String machine) {

  private static final double SHORTEST = 5; // seconds, as the next
  private static final double LONGEST = 90;

  public Incident {
    nights = List.copyOf(nights);
  }

  /// Runs it; minutes.
  ///
  /// @param proper whether the proper platform has its night too
  /// @param directory for the servers' files
  /// @param finished is told after each night
  public static Incident run(
      NightSettings settings,
      List<HandOver> handOvers,
      boolean proper,
      Path directory,
      Consumer<String> progress,
      Finished finished)
      throws IOException, InterruptedException {
    List<NightRecord> nights = new ArrayList<>();
    for (HandOver each : handOvers) {
      progress.accept("%-10s the hand-off of %s".formatted(each.word(), each.whose()));
      nights.add(
          Night.pulling(
              each, settings, Files.createDirectories(directory.resolve(each.word())), progress));
      finished.night(now(settings, nights));
    }
    if (proper && !nights.isEmpty()) {
      double seconds = Math.clamp(nights.getLast().morning(), SHORTEST, LONGEST);
      nights.add(
          Night.listening(
              settings,
              Duration.ofMillis((long) (seconds * 1e3)),
              Files.createDirectories(directory.resolve("proper")),
              progress));
    }
    Incident whole = now(settings, nights);
    finished.night(whole);
    return whole;
  }

  /// Is told of what there is so far.
  @FunctionalInterface
  public interface Finished {
    void night(Incident soFar) throws IOException;
  }

  private static Incident now(NightSettings settings, List<NightRecord> nights) {
    return new Incident(
        settings, nights, Instant.now().truncatedTo(ChronoUnit.SECONDS), thisMachine());
  }

  private static String thisMachine() {
    return "%d processors, %s %s, JDK %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"),
            Runtime.version());
  }

  /// What each night was expected to show, and whether it did.
  public List<Claim> claims() {
    return nights.stream().flatMap(night -> Claim.of(night, settings).stream()).toList();
  }

  public boolean holds() {
    return claims().stream().allMatch(Claim::holds);
  }
}

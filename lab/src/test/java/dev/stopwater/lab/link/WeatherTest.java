package dev.stopwater.lab.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What weather comes to, by numbers alone.
class WeatherTest {

  private static final Weather ROUGH =
      Weather.of(Duration.ofMillis(60), Duration.ofMillis(20), 1_000_000)
          .withFaults(100, Duration.ofSeconds(1), 50);

  private static List<Fate.Piece> fate(long seed, long connection, boolean downstream) {
    Fate fate = new Fate(seed, connection, downstream);
    return IntStream.range(0, 1000).mapToObj(i -> fate.next(ROUGH)).toList();
  }

  @Test
  void theSameSeedGivesTheSameFate() {
    assertThat(fate(42, 3, true)).isEqualTo(fate(42, 3, true));
    assertThat(fate(42, 3, true))
        .isNotEqualTo(fate(43, 3, true))
        .isNotEqualTo(fate(42, 4, true))
        .isNotEqualTo(fate(42, 3, false));
  }

  @Test
  void faultsComeAboutAsOftenAsTheirChanceSays() {
    List<Fate.Piece> pieces = fate(42, 3, true);
    assertThat(pieces)
        .allSatisfy(piece ->
            assertThat(Duration.ofNanos(piece.delayNanos()))
                .isBetween(Duration.ofMillis(60), Duration.ofMillis(80)));
    assertThat(pieces.stream().filter(piece -> piece.stallNanos() > 0).count())
        .isBetween(70L, 130L);
    assertThat(pieces.stream().filter(Fate.Piece::reset).count()).isBetween(30L, 70L);
  }

  @Test
  void bandwidthIsSharedByAllWhoSend() {
    AtomicLong now = new AtomicLong();
    Lane lane = new Lane(now::get);
    assertThat(lane.reserve(500_000, 1_000_000)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(500));
    assertThat(lane.reserve(500_000, 1_000_000)).isEqualTo(TimeUnit.SECONDS.toNanos(1));
    now.set(TimeUnit.SECONDS.toNanos(3));
    assertThat(lane.reserve(1000, 1_000_000)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(lane.reserve(1000, Long.MAX_VALUE)).isEqualTo(TimeUnit.MILLISECONDS.toNanos(1));
  }
}

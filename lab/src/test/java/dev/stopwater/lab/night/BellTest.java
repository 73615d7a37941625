package dev.stopwater.lab.night;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Real;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class BellTest {

  /// Two moments a second, for so many seconds.
  private static List<Moment> night(int seconds, IntToLongFunction leftBehind) {
    return IntStream.range(0, 2 * seconds)
        .mapToObj(i -> new Moment(i / 2.0, 100, leftBehind.applyAsLong(i), 0, 1, 1, 0, 0))
        .toList();
  }

  private static Bell bell(List<Moment> moments) {
    return Bell.of(moments, Duration.ofSeconds(1));
  }

  @Test
  void aNightThatLeaksRingsItBeforeTenMinutesOfTheIncidentArePast() {
    Bell bell = bell(night(60, i -> i < 20 ? 0 : 47L * (i - 20)));
    assertThat(bell.rang()).isTrue();
    assertThat(bell.began()).isBetween(10.0, 20.0);
    assertThat(bell.leftBehind()).isPositive();
    assertThat(bell.stopped()).isFalse();
  }

  /// The night whose report is in `docs/incident`, with every moment that was measured.
  @Test
  void theRecordedNightRingsItForTheHandOffThatLeaksAndForNoOther() throws Exception {
    Map<String, Bell> bells = new LinkedHashMap<>();
    for (MapValue map : recorded().listOrEmpty("nights").maps()) {
      Bell bell = bell(moments(map));
      System.out.println(map.text("name", "") + ": " + bell);
      bells.put(map.text("name", ""), bell);
    }
    assertThat(bells).containsOnlyKeys("unbuffered", "drained", "ours", "proper");
    assertThat(bells.remove("unbuffered").rang()).isTrue();
    assertThat(bells.values()).containsOnly(Bell.SILENT);
  }

  private static MapValue recorded() throws IOException {
    Path file = Path.of("..", "docs", "incident", "report.json.gz");
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(file))) {
      return (MapValue) Json.parse(in.readAllBytes());
    }
  }

  private static List<Moment> moments(MapValue night) {
    List<Moment> moments = new ArrayList<>();
    for (MapValue map : night.listOrEmpty("moments").maps()) {
      moments.add(
          new Moment(
              map.find("seconds") instanceof Real real ? real.value() : map.integer("seconds", 0),
              map.integer("threads", 0),
              map.integer("leftBehind", 0),
              map.integer("timedOut", 0),
              map.integer("heap", 0),
              map.integer("resident", 0),
              map.integer("sent", 0),
              0));
    }
    return moments;
  }

  @Test
  void itStopsWhenNothingGrowsAnyMore() {
    Bell bell = bell(night(200, i -> i < 20 ? 0 : Math.min(1500, 47L * (i - 20))));
    assertThat(bell.rang()).isTrue();
    assertThat(bell.ended()).isGreaterThan(bell.began());
  }

  @Test
  void aCrowdThatIsAlwaysAsLargeRingsNothing() {
    assertThat(bell(night(120, i -> i < 4 ? 0 : 400 + i % 7)).rang()).isFalse();
    assertThat(bell(List.of())).isEqualTo(Bell.SILENT);
  }
}

package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a profile holds is summed, subtracted, and bounded.
class ProfileTest {

  private final Profile profile = new Profile(ValueType.count("things"));

  private static List<StackTraceElement> stack(int line) {
    return List.of(new StackTraceElement("a.B", "c", "B.java", line));
  }

  @Test
  void equalStacksWithEqualLabelsAreOneSample() {
    profile.add(stack(1), Map.of("k", "v"), 2);
    profile.add(stack(1), Map.of("k", "v"), 3);
    profile.add(stack(1), Map.of("k", "w"), 7);
    assertThat(profile.samples()).extracting(Profile.Sample::last).containsExactly(7L, 5L);
  }

  @Test
  void theDifferenceLeavesOutWhatStayed() {
    Profile later = new Profile(ValueType.count("things"));
    profile.add(stack(1), Map.of(), 2);
    profile.add(stack(2), Map.of(), 2);
    later.add(stack(1), Map.of(), 2);
    later.add(stack(3), Map.of(), 4);
    assertThat(later.since(profile, Duration.ofSeconds(1)).samples())
        .extracting(Profile.Sample::last)
        .containsExactly(4L, -2L);
  }

  @Test
  void tooManySamplesAndTooDeepStacksAreBoundedAndSaidSo() throws Exception {
    List<StackTraceElement> deep = IntStream.range(0, 2000).mapToObj(i -> stack(i).get(0)).toList();
    profile.add(deep, Map.of(), 1);
    assertThat(profile.samples().get(0).stack()).hasSize(Profile.DEEPEST);
    for (int i = 0; i < Profile.MOST_SAMPLES + 500; i++) {
      profile.add(stack(i), Map.of(), 1);
    }
    assertThat(profile.total()).isEqualTo(Profile.MOST_SAMPLES + 501);
    assertThat(profile.samples()).hasSize(Profile.MOST_SAMPLES + 1);
    assertThat(GoPprof.read(profile.gzipped(), "-top")).contains("too many different stacks");
  }

  @Test
  void deepStacksOfDifferentSamplesAreBoundedTogether() {
    List<StackTraceElement> deep =
        IntStream.range(0, Profile.DEEPEST).mapToObj(i -> stack(i).get(0)).toList();
    for (int i = 0; i < Profile.MOST_SAMPLES; i++) {
      profile.add(deep, Map.of("n", Integer.toString(i)), 1);
    }
    assertThat(profile.total()).isEqualTo(Profile.MOST_SAMPLES);
    assertThat(profile.samples()).hasSize(Profile.MOST_FRAMES / Profile.DEEPEST + 1);
  }

  @Test
  void anEmptyProfileIsReadToo() throws Exception {
    assertThat(GoPprof.read(profile.gzipped(), "-raw")).contains("things/count");
  }
}

package dev.stopwater.verify.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeptTest {

  @Test
  void aLostFieldAndAChangedOneAreFoundWithTheirPaths() {
    assertThat(
            Kept.lost(
                Map.of("a", Map.of("b", "1x", "c", true), "d", 2),
                Map.of("a", Map.of("b", "2x")),
                Set.of("d")))
        .containsExactlyInAnyOrder("a.b: sent 1x, stored 2x", "a.c: sent true, stored null");
  }

  @Test
  void aLostItemIsFoundAndAnAddedOneIsNoLoss() {
    assertThat(Kept.lost(Map.of("a", List.of("x")), Map.of("a", List.of("w", "x")), Set.of()))
        .isEmpty();
    assertThat(Kept.lost(Map.of("a", List.of("x", "w")), Map.of("a", List.of("w", "x")), Set.of()))
        .hasSize(1);
  }

  @Test
  void quantitiesAreTheSameHoweverTheyAreWritten() {
    assertThat(Kept.lost(Map.of("cpu", "0.1"), Map.of("cpu", "100m"), Set.of())).isEmpty();
    assertThat(Kept.lost(Map.of("cpu", "0.1"), Map.of("cpu", "101m"), Set.of())).hasSize(1);
  }
}

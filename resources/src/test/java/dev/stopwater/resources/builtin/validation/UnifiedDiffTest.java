package dev.stopwater.resources.builtin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {

  @Test
  void equalTextsDoNotDiffer() {
    assertThat(UnifiedDiff.of("a\nb", "a\nb")).isEmpty();
  }

  @Test
  void aChangeIsShownWithThreeLinesAround() {
    assertThat(UnifiedDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9", "1\n2\n3\n4\nx\n6\n7\n8\n9"))
        .isEqualTo("@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+x\n 6\n 7\n 8\n");
  }

  @Test
  void changesFarApartAreHunksOfTheirOwn() {
    assertThat(UnifiedDiff.of("1\n2\n3\n4\n5\n6\n7\n8\n9", "x\n2\n3\n4\n5\n6\n7\n8\ny"))
        .isEqualTo("@@ -1,4 +1,4 @@\n-1\n+x\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+y\n");
  }

  @Test
  void whatIsOnlyAddedHasNoLineRemoved() {
    assertThat(UnifiedDiff.of("a\nc", "a\nb\nc")).isEqualTo("@@ -1,2 +1,3 @@\n a\n+b\n c\n");
  }
}

package dev.stopwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class SpreadTest {

  @Test
  void theMiddleOfAnOddNumberIsOneOfThem() {
    assertThat(Spread.of(9, 1, 5)).isEqualTo(new Spread(5, 1, 9));
  }

  @Test
  void theMiddleOfAnEvenNumberLiesBetweenTwo() {
    assertThat(Spread.of(4, 1, 9, 2)).isEqualTo(new Spread(3, 1, 9));
  }

  @Test
  void whatIsMeasuredIsLeftInItsOrder() {
    double[] measured = {3, 1, 2};
    Spread.of(measured);
    assertThat(measured).containsExactly(3, 1, 2);
  }

  @Test
  void nothingHasNoMiddle() {
    assertThatIllegalArgumentException().isThrownBy(Spread::of);
  }

  @Test
  void largeNumbersHaveNoFractionsAndSmallOnesTwoDigits() {
    assertThat(Spread.of(1_234.56, 12.34, 0.123)).hasToString("12.3 (0.12–1,235)");
  }

  @Test
  void countsStayCounts() {
    assertThat(Spread.of(20, 1_024)).hasToString("522 (20–1,024)");
  }

  @Test
  void aSingleValueHasNoSpread() {
    assertThat(Spread.of(7.5)).hasToString("7.50");
  }
}

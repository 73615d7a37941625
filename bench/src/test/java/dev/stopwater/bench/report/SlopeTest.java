package dev.stopwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlopeTest {

  @Test
  void aLineHasItsOwnSlope() {
    List<Slope.Point> line =
        List.of(new Slope.Point(0, 10), new Slope.Point(30, 11), new Slope.Point(60, 12));
    assertThat(Slope.perMinute(line)).isEqualTo(2);
  }

  @Test
  void whatGoesUpAndDownHasNone() {
    List<Slope.Point> saw =
        List.of(
            new Slope.Point(0, 10),
            new Slope.Point(1, 12),
            new Slope.Point(2, 12),
            new Slope.Point(3, 10));
    assertThat(Slope.perMinute(saw)).isZero();
  }

  @Test
  void onePointHasNone() {
    assertThat(Slope.perMinute(List.of(new Slope.Point(1, 5)))).isZero();
    assertThat(Slope.perMinute(List.of())).isZero();
  }
}

package dev.stopwater.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class ChartTest {

  private static Chart chart(double... values) {
    List<Chart.Point> points =
        java.util.stream.IntStream.range(0, values.length)
            .mapToObj(i -> new Chart.Point(i, values[i]))
            .toList();
    return new Chart(
        "Threads <of> \"requests\"", "MB", false, List.of(new Chart.Series("a & b", points)), 1);
  }

  @Test
  void itIsWellFormedWhateverTheNames() throws Exception {
    String svg = chart(0, 5, 39_000).svg();
    var parsed =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    assertThat(parsed.getElementsByTagName("polyline").getLength()).isOne();
    assertThat(parsed.getDocumentElement().getAttribute("aria-label"))
        .isEqualTo("Threads <of> \"requests\"");
    assertThat(svg)
        .contains("40,000")
        .doesNotContain("NaN")
        .doesNotContain("http://www.w3.org/1999");
  }

  @Test
  void aLineWithoutPointsIsNoFailure() {
    assertThat(chart().svg()).contains("polyline").doesNotContain("NaN");
  }

  @Test
  void marksAreMovedApartAndKeptInside() {
    double[] moved = Spread.apart(new double[] {100, 99, 20, 98}, 15, 10, 100);
    assertThat(moved[0]).isEqualTo(100);
    assertThat(moved[1]).isEqualTo(85);
    assertThat(moved[3]).isEqualTo(70);
    assertThat(moved[2]).isEqualTo(20);
  }
}

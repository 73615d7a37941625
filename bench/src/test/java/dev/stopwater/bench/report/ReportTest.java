package dev.stopwater.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {

  @Test
  void eachTargetHasALineAndTheFirstIsComparedWithEachOther() {
    String text =
        Report.of(
            List.of(
                Sample.of("", "ours").with("requests/s", 300),
                Sample.of("", "other").with("requests/s", 100),
                Sample.of("", "ours").with("requests/s", 500),
                Sample.of("", "other").with("requests/s", 200)));
    assertThat(text)
        .isEqualTo(
            """
            | target | requests/s |
            | --- | --- |
            | ours | 400 (300–500) |
            | other | 150 (100–200) |

            Ratios of medians:

            - ours to other: requests/s 2.67
            """);
  }

  @Test
  void aCaseThatIsNotServedIsARemarkAndNoNumber() {
    String text =
        Report.of(
            List.of(
                Sample.of("64 writers", "ours").remarked("refused: 415"),
                Sample.of("64 writers", "other").with("writes/s", 1_000)));
    assertThat(text)
        .isEqualTo(
            """
            | case | target | writes/s | remark |
            | --- | --- | --- | --- |
            | 64 writers | ours | – | refused: 415 |
            | 64 writers | other | 1,000 |  |
            """);
  }

  @Test
  void casesAreComparedWithinThemselves() {
    String text =
        Report.of(
            List.of(
                Sample.of("1", "ours").with("n", 2),
                Sample.of("1", "other").with("n", 1),
                Sample.of("16", "ours").with("n", 9),
                Sample.of("16", "other").with("n", 3)));
    assertThat(text).contains("- 1: ours to other: n 2.00\n- 16: ours to other: n 3.00\n");
  }
}

package dev.stopwater.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class H2LoadTest {

  private static final String SAID =
      """
      finished in 5.00s, 2000.20 req/s, 4.10MB/s
      requests: 10001 total, 10065 started, 10001 done, 9990 succeeded, 11 failed, 11 errored, 0 timeout
      status codes: 9990 2xx, 0 3xx, 11 4xx, 0 5xx
      traffic: 20.50MB (21495810) total, 310.20KB (317645) headers (space savings 80.10%), 20.10MB (21076377) data
      """;

  @Test
  void itsCountsAndBytesAreRead() throws IOException {
    assertThat(H2Load.parse(SAID)).isEqualTo(new H2Load.Result(9_990, 11, 21_076_377));
  }

  @Test
  void anythingElseIsShownAsItIs() {
    assertThatIOException()
        .isThrownBy(() -> H2Load.parse("[ERROR] Connection refused"))
        .withMessageContaining("Connection refused");
  }
}

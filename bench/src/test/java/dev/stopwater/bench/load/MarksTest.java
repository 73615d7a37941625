package dev.stopwater.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarksTest {

  private static final String EVENTS =
      """
      {"object":{"f:intended":{},"data":{"intended":"12"}}}
      {"object":{"data":{"inintended":"345","intended":""}}}
      """;

  private final List<Long> found = new ArrayList<>();
  private final Marks marks = new Marks("intended\":\"", found::add);

  @Test
  void theNumbersAfterTheMarkAreFound() {
    read(EVENTS);
    assertThat(found).containsExactly(12L, 345L, 0L);
  }

  @Test
  void whereverTheStreamIsCut() {
    for (int cut = 0; cut <= EVENTS.length(); cut++) {
      found.clear();
      read(EVENTS.substring(0, cut));
      read(EVENTS.substring(cut));
      assertThat(found).as("cut at %d", cut).containsExactly(12L, 345L, 0L);
    }
  }

  private void read(String text) {
    marks.read(ByteBuffer.wrap(text.getBytes(US_ASCII)));
  }
}

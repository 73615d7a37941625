package dev.stopwater.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnsTest {

  @Test
  void serversAreMeasuredInTurn() throws Exception {
    List<String> order = new ArrayList<>();
    Turns.take(3, List.of("A", "B"), (one, round) -> order.add(one + round));
    assertThat(order).containsExactly("A1", "B1", "A2", "B2", "A3", "B3");
  }
}

package dev.stopwater.resources.builtin.services;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NumberPoolTest {

  private static final long SEED = 7_411;

  @Test
  void theLowBandIsHandedOutLast() {
    System.out.println("seed " + SEED);
    NumberPool pool = new NumberPool(100, 200, 16, 256, new Random(SEED));
    for (int i = 0; i < 184; i++) {
      assertThat(pool.takeAny().orElseThrow()).isBetween(116L, 299L);
    }
    Set<Long> low = new HashSet<>();
    for (int i = 0; i < 16; i++) {
      low.add(pool.takeAny().orElseThrow());
    }
    assertThat(low).hasSize(16).allMatch(number -> number < 116);
    assertThat(pool.takeAny()).isEmpty();
  }

  @Test
  void randomTakingsAndFreeingsAgreeWithASet() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    NumberPool pool = new NumberPool(1, 40, 16, 256, random);
    Set<Long> model = new HashSet<>();
    for (int i = 0; i < 5_000; i++) {
      long number = 1 + random.nextInt(40);
      switch (random.nextInt(3)) {
        case 0 -> assertThat(pool.take(number)).isEqualTo(model.add(number));
        case 1 -> {
          pool.free(number);
          model.remove(number);
        }
        default ->
            pool.takeAny()
                .ifPresentOrElse(
                    taken -> assertThat(model.add(taken)).isTrue(),
                    () -> assertThat(model).hasSize(40));
      }
    }
  }
}

package dev.stopwater.machinery.quantity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class QuantityTest {

  static List<String> recorded() throws IOException {
    try (InputStream in = QuantityTest.class.getResourceAsStream("quantities.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void readsAsTheReferenceDoes(String line) {
    String[] cells = line.split("\t");
    switch (cells[1]) {
      case "error" -> assertThat(fault(cells[0])).isEqualTo(cells[2]);
      case "is" -> {
        assertThat(Quantity.parse(cells[0])).hasToString(cells[2]);
        assertThat(Quantity.parse(cells[0]).sign()).isEqualTo(Integer.parseInt(cells[3]));
      }
      default -> {
        Quantity left = Quantity.parse(cells[0]);
        Quantity right = Quantity.parse(cells[1]);
        assertThat(left.compareTo(right)).isEqualTo(Integer.parseInt(cells[2]));
        assertThat(left.add(right)).hasToString(cells[3]);
        assertThat(left.subtract(right)).hasToString(cells[4]);
      }
    }
  }

  @Test
  void wholeAndMilliValuesAreRoundedAwayFromZeroAndBounded() {
    assertThat(Quantity.parse("1.10").value()).isEqualTo(2);
    assertThat(Quantity.parse("-0.5").value()).isEqualTo(-1);
    assertThat(Quantity.parse("1500u").milliValue()).isEqualTo(2);
    assertThat(Quantity.parse("1e100").value()).isEqualTo(Long.MAX_VALUE);
    assertThat(Quantity.parse("-1E").milliValue()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void absurdExponentsAndLengthsAreRefused() {
    assertThat(fault("1e5000000000")).isEqualTo("unable to parse quantity's suffix");
    assertThat(fault("1e-99999999999999999999")).isEqualTo("unable to parse quantity's suffix");
    assertThat(fault("1".repeat(1_000_000))).startsWith("quantities must match");
  }

  @Test
  void theCanonicalTextNamesTheSameAmount() {
    long seed = 11;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    List<String> suffixes =
        List.of("", "n", "u", "m", "k", "M", "Ki", "Mi", "Gi", "e3", "e-3", "E2");
    for (int i = 0; i < 5_000; i++) {
      BigDecimal number =
          BigDecimal.valueOf(random.nextLong() >> random.nextInt(16, 64), random.nextInt(4));
      Quantity quantity =
          Quantity.parse(number.toPlainString() + suffixes.get(random.nextInt(suffixes.size())));
      assertThat(Quantity.parse(quantity.toString())).isEqualByComparingTo(quantity);
      assertThat(quantity.add(quantity).subtract(quantity)).isEqualByComparingTo(quantity);
    }
  }

  private static String fault(String text) {
    return catchThrowableOfType(QuantityException.class, () -> Quantity.parse(text)).message();
  }
}

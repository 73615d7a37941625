package dev.stopwater.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class GoTextsTest {

  static List<String> recorded() throws IOException {
    try (InputStream in = GoTextsTest.class.getResourceAsStream("times.tsv")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("recorded")
  void timesAndDurationsReadAsInGo(String line) {
    String[] cells = line.split("\t", -1);
    assertThat(answer(cells[0], cells[1])).isEqualTo(cells[2]);
  }

  private static String answer(String reader, String text) {
    try {
      return switch (reader) {
        case "dur" -> GoDuration.format(GoDuration.parse(text));
        case "time" -> shown(GoTime.parse(text), GoTime.format(GoTime.parse(text)));
        default -> shown(GoTime.parseMicro(text), GoTime.formatMicro(GoTime.parseMicro(text)));
      };
    } catch (DecodeException fault) {
      return "!" + fault.message();
    }
  }

  private static String shown(Instant time, String text) {
    return time.equals(GoTime.ZERO) ? "null" : '"' + text + '"';
  }

  @Test
  void durationsAndTimesComeBack() {
    long seed = 5;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));
      assertThat(GoDuration.parse(GoDuration.format(duration))).isEqualTo(duration);
      Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000) * 1_000L);
      assertThat(GoTime.parseMicro(GoTime.formatMicro(time))).isEqualTo(time);
    }
  }

  @Test
  void treesPrintAsUntypedGoValues() {
    Value tree =
        Json.parse(
            "{\"b\":1,\"a\":[1,\"x\\n\\\"\",null,1.5,true,{}],\"c\":{},\"d\":[],\"e\":null,\"f\":1e6}"
                .getBytes(StandardCharsets.UTF_8));
    assertThat(GoText.plain(tree))
        .isEqualTo("map[a:[1 x\n\" <nil> 1.5 true map[]] b:1 c:map[] d:[] e:<nil> f:1e+06]");
    assertThat(GoText.syntax(tree))
        .isEqualTo(
            "map[string]interface {}{\"a\":[]interface {}{1, \"x\\n\\\"\", interface {}(nil), 1.5,"
                + " true, map[string]interface {}{}}, \"b\":1, \"c\":map[string]interface {}{},"
                + " \"d\":[]interface {}{}, \"e\":interface {}(nil), \"f\":1e+06}");
    assertThat(GoText.syntax(Null.NULL)).isEqualTo("<nil>");
    assertThat(GoText.plain(Null.NULL)).isEqualTo("<nil>");
  }

  @Test
  void deepTreesPrintWithoutStack() {
    Value deep =
        Json.parse(("[".repeat(10_000) + "]".repeat(10_000)).getBytes(StandardCharsets.UTF_8));
    assertThat(GoText.plain(deep)).hasSize(20_000);
    assertThat(GoText.syntax(deep)).startsWith("[]interface {}{[]interface {}{");
  }
}

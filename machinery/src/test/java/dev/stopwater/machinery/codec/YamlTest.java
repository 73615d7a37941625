package dev.stopwater.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The `.jsonl` files hold what upstream's libraries answered.
class YamlTest {

  private static List<MapValue> recorded(String file) throws IOException {
    try (InputStream in = YamlTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .map(line -> (MapValue) Json.parse(bytes(line)))
          .toList();
    }
  }

  @Test
  void readsAsUpstreamReads() throws IOException {
    for (MapValue line : recorded("yaml-read.jsonl")) {
      MapValue answer = new MapValue();
      try {
        Json.Reading reading = Yaml.read(bytes(line.text("text", "")));
        answer.put("value", reading.value());
        reading.duplicates().forEach(fault -> answer.put("strict", fault.message()));
      } catch (DecodeException fault) {
        answer.put("fault", fault.message());
      }
      MapValue expected = line.copy();
      expected.remove("text");
      if (expected.remove("json") != null) {
        expected.put("value", Json.parse(bytes(line.text("json", ""))));
      }
      assertThat(answer).as(line.text("text")).isEqualTo(expected);
    }
  }

  @Test
  void writesAsUpstreamWrites() throws IOException {
    for (MapValue line : recorded("yaml-write.jsonl")) {
      byte[] written = Yaml.write(Json.parse(bytes(line.text("json", ""))));
      assertThat(new String(written, StandardCharsets.UTF_8))
          .as(line.text("json"))
          .isEqualTo(line.text("yaml"));
    }
  }

  @Test
  void whatWasWrittenIsReadBack() {
    RandomValues random = new RandomValues(99);
    for (int i = 0; i < 1_000; i++) {
      MapValue object = random.object();
      byte[] json = JsonWriter.encode(object);
      boolean merges = new String(json, StandardCharsets.UTF_8).contains("\"\\u003c\\u003c\":");
      if (!merges) { // upstream writes this key as it is, and reads it as a merge
        assertThat(Yaml.read(Yaml.write(object)).value()).isEqualTo(Json.parse(json));
      }
    }
  }

  @Test
  void jsonIsReadAsYamlToo() {
    RandomValues random = new RandomValues(100);
    for (int i = 0; i < 500; i++) {
      ListValue list = random.list(3);
      String text = new String(JsonWriter.encode(list), StandardCharsets.UTF_8);
      if (!text.contains("\\u") && !text.contains("\u0085") && !text.contains("\u007f")) {
        assertThat(Yaml.read(bytes(text)).value()).as(text).isEqualTo(Json.parse(bytes(text)));
      }
    }
  }

  @Test
  void aliasesCannotBlowUpADocument() {
    StringBuilder bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
    for (char c = 'b'; c < 'z'; c++) {
      String before = "*" + (char) (c - 1);
      bomb.append(c).append(": &").append(c).append(" [");
      bomb.append(String.join(",", List.of(before, before, before, before, before, before)));
      bomb.append("]\n");
    }
    assertThat(fault(bomb.toString())).isEqualTo("yaml: document contains excessive aliasing");
    String longText = "a: &a " + "x".repeat(1 << 20) + "\nb: [" + "*a, ".repeat(100) + "1]\n";
    assertThat(fault(longText)).isEqualTo("yaml: document contains excessive aliasing");
  }

  @Test
  void depthIsBounded() {
    for (String open : List.of("[", "{a: ", "- ", "? ")) {
      for (int depth : new int[] {10_001, (3 << 20) / open.length()}) {
        assertThat(fault(open.repeat(depth))).isEqualTo("yaml: exceeded max depth of 10000");
      }
    }
    Value deep = Yaml.read(bytes("[".repeat(10_000) + "]".repeat(10_000))).value();
    byte[] written = Yaml.write(deep);
    assertThat(Yaml.read(written).value()).isEqualTo(deep);
    String shared = "a: &a " + "[".repeat(9_000) + "]".repeat(9_000) + "\nb: *a\n";
    MapValue twice = (MapValue) Yaml.read(bytes(shared)).value();
    assertThat(twice.find("a")).isEqualTo(twice.find("b")).isNotSameAs(twice.find("b"));
  }

  @Test
  void bentDocumentsAreFaultsOrValues() {
    RandomValues random = new RandomValues(101);
    Random bends = new Random(102);
    for (int i = 0; i < 2_000; i++) {
      byte[] text = Yaml.write(random.object());
      text[bends.nextInt(text.length)] = (byte) bends.nextInt(256);
      try {
        Yaml.read(text);
      } catch (DecodeException fault) {
        assertThat(fault.message()).isNotEmpty();
      }
    }
  }

  private static String fault(String text) {
    return catchThrowableOfType(DecodeException.class, () -> Yaml.read(bytes(text))).message();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.stopwater.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '´',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "{→1→unexpected end of JSON input",
        "{\"a→3→unexpected end of JSON input",
        "{\"a\":1,→7→unexpected end of JSON input",
        "{\"a\":1,}→8→invalid character '}' looking for beginning of object key string",
        "{a}→2→invalid character 'a' looking for beginning of object key string",
        "[1,]→4→invalid character ']' looking for beginning of value",
        "[1 2]→4→invalid character '2' after array element",
        "[1}→3→invalid character '}' after array element",
        "{\"a\":1}x→8→invalid character 'x' after top-level value",
        "{\"a\":1]→7→invalid character ']' after object key:value pair",
        "{\"a\":1 \"b\"}→8→invalid character '\"' after object key:value pair",
        "{\"a\" 1}→6→invalid character '1' after object key",
        "tru→3→invalid character ' ' in literal true (expecting 'e')",
        "nulx→4→invalid character 'x' in literal null (expecting 'l')",
        "-→1→invalid character ' ' in numeric literal",
        "-x→2→invalid character 'x' in numeric literal",
        "01→2→invalid character '1' after top-level value",
        "1.→2→invalid character ' ' after decimal point in numeric literal",
        "1e+x→4→invalid character 'x' in exponent of numeric literal",
        "\"a\\x\"→4→invalid character 'x' in string escape code",
        "\"\\u12x\"→6→invalid character 'x' in \\u hexadecimal character escape",
        "\"a\tb\"→3→invalid character '\\t' in string literal",
        "'→1→invalid character '\\'' looking for beginning of value",
        "é→1→invalid character 'Ã' looking for beginning of value",
        "\ufeff{}→1→invalid character 'ï' looking for beginning of value",
        "\u0000→1→invalid character '\\x00' looking for beginning of value",
        "1e400→0→json: cannot unmarshal number 1e400 into Go value of type float64",
        "[1e400→6→unexpected end of JSON input",
      })
  void faultsReadAsGoWordsThem(String text, long offset, String message) {
    DecodeException fault = fault(bytes(text));
    assertThat(fault.message()).isEqualTo(message);
    assertThat(fault.offset()).isEqualTo(offset);
  }

  @Test
  void anEmptyTextEndsTooEarly() {
    for (String blank : List.of("", " ", " \n\t ")) {
      assertThat(fault(bytes(blank)).message()).isEqualTo("unexpected end of JSON input");
      assertThat(fault(bytes(blank)).offset()).isEqualTo(blank.length());
    }
  }

  @Test
  void wholeNumbersStayWholeAndOthersKeepTheirLiteral() {
    assertThat(parse("9223372036854775807")).isEqualTo(new Int(Long.MAX_VALUE));
    assertThat(parse("-9223372036854775808")).isEqualTo(new Int(Long.MIN_VALUE));
    assertThat(parse("-0")).isEqualTo(new Int(0));
    assertThat(parse("9223372036854775808")).isEqualTo(new Real(9223372036854775808.0));
    assertThat(((Real) parse("1.0")).literal()).isEqualTo("1.0");
    assertThat(((Real) parse("1E5")).value()).isEqualTo(100000);
  }

  @Test
  void theLastOfEqualKeysWinsAndEachIsReportedOnce() {
    Json.Reading reading =
        Json.read(
            bytes(
                "{\"a\":1,\"a\":2,\"a\":3,\"b\":{\"c\":[{\"x\":1,\"x\":2}],\"c\":[{\"y\":1,\"y\":2}]},\"é\":1,\"é\":{\"q\\\"\":1,\"q\\\"\":1}}"));
    assertThat(reading.value().toString())
        .isEqualTo(parse("{\"a\":3,\"b\":{\"c\":[{\"y\":2}]},\"é\":{\"q\\\"\":1}}").toString());
    assertThat(reading.duplicates().stream().map(Json.Duplicate::message))
        .containsExactly(
            "duplicate field \"a\"",
            "duplicate field \"b.c[0].x\"",
            "duplicate field \"b.c\"",
            "duplicate field \"b.c[0].y\"",
            "duplicate field \"é\"",
            "duplicate field \"é.q\\\"\"");
  }

  @Test
  void atMostAHundredDuplicatesAreReported() {
    String twice = "\"k%d\":1,\"k%d\":1,";
    StringBuilder text = new StringBuilder("{");
    for (int i = 0; i < 150; i++) {
      text.append(String.format(twice, i, i));
    }
    assertThat(Json.read(bytes(text + "\"z\":1}")).duplicates()).hasSize(100);
  }

  @Test
  void eachByteThatIsNotUtf8BecomesOneReplacement() {
    assertThat(latin("\"a\u00ff\u00feb\"")).isEqualTo(new Text("a\ufffd\ufffdb"));
    assertThat(latin("\"\u00ed\u00a0\u0080\"")).isEqualTo(new Text("\ufffd\ufffd\ufffd"));
    assertThat(latin("\"\u00c0\u0080\u00e2\u0082\"")).isEqualTo(new Text("\ufffd".repeat(4)));
    assertThat(latin("\"\u00f0\u009f\u0098\u0080\"")).isEqualTo(new Text("😀"));
  }

  @Test
  void aSurrogateThatStandsAloneBecomesAReplacement() {
    assertThat(parse("\"\\ude00\\ud83d\\ud83d\\ude00\\ud800A\""))
        .isEqualTo(new Text("\ufffd\ufffd😀\ufffdA"));
    assertThat(((MapValue) parse("{\"\\ud800\":1}")).has("\ufffd")).isTrue();
  }

  @Test
  void nestingIsBoundedWhateverTheLength() {
    for (String open : List.of("[", "{\"a\":")) {
      assertThat(fault(bytes(open.repeat(10_000))).message())
          .isEqualTo("unexpected end of JSON input");
      for (int depth : new int[] {10_001, 100_000, 3 << 20}) {
        assertThat(fault(bytes(open.repeat(depth))).message())
            .isEqualTo("invalid character '" + open.charAt(0) + "' exceeded max depth");
      }
    }
    Value deep = parse("[".repeat(10_000) + "]".repeat(10_000));
    assertThat(JsonWriter.encodeBare(deep)).hasSize(20_000);
    assertThat(JsonWriter.encodePretty(deep).length).isLessThan(70 << 20);
  }

  @Test
  void hostileDocumentsAreReadInTheirOwnSize() {
    assertThat(parse("1" + "0".repeat(300)).toString()).contains("1.0E300");
    assertThat(fault(bytes("1".repeat(3 << 20))).message())
        .startsWith("json: cannot unmarshal number 111");
    assertThat(((Text) parse("\"" + "x".repeat(3 << 20) + "\"")).value()).hasSize(3 << 20);
    assertThat(((MapValue) parse("{\"" + "x".repeat(3 << 20) + "\":1}")).size()).isOne();
    String deep =
        "{\"k\":".repeat(5_000) + "{" + "\"%s\":0,\"%s\":0,".formatted("y", "y").repeat(50_000);
    assertThat(Json.read(bytes(deep + "\"z\":0" + "}".repeat(5_001))).duplicates()).hasSize(1);
  }

  @Test
  void whatWasWrittenIsReadBack() {
    RandomValues random = new RandomValues(20261124);
    for (int i = 0; i < 2_000; i++) {
      MapValue object = random.object();
      assertThat(Json.parse(JsonWriter.encode(object))).isEqualTo(object);
      assertThat(Json.parse(JsonWriter.encodePretty(object))).isEqualTo(object);
    }
  }

  @Test
  void cutAndBentDocumentsAreFaultsInGoWordsOrValues() {
    RandomValues random = new RandomValues(7);
    java.util.Random bends = new java.util.Random(8);
    for (int i = 0; i < 3_000; i++) {
      byte[] text = JsonWriter.encodeBare(random.object());
      text[bends.nextInt(text.length)] = (byte) bends.nextInt(256);
      DecodeException fault = JsonFault.find(text);
      if (fault == null) {
        Json.parse(text);
      } else {
        assertThat(fault(text).message()).isEqualTo(fault.message());
      }
    }
  }

  private static DecodeException fault(byte[] text) {
    return catchThrowableOfType(DecodeException.class, () -> Json.parse(text));
  }

  private static Value parse(String text) {
    return Json.parse(bytes(text));
  }

  private static Value latin(String text) {
    return Json.parse(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

package dev.stopwater.machinery.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonWriterTest {

  @Test
  void kindApiVersionAndMetadataStandFirstAndTheRestIsSorted() {
    MapValue object =
        MapValue.of(
            "b", MapValue.of("metadata", 1, "kind", "x", "\uffff", 1, "😀", 2),
            "a", ListValue.of(Null.NULL, new ListValue(), new MapValue()),
            "metadata", MapValue.of("name", "n"),
            "apiVersion", "v1",
            "kind", "Pod");
    assertThat(text(JsonWriter.encode(object)))
        .isEqualTo(
            "{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\":{\"name\":\"n\"},\"a\":[null,[],{}],"
                + "\"b\":{\"kind\":\"x\",\"metadata\":1,\"\uffff\":1,\"😀\":2}}\n");
  }

  @Test
  void textIsEscapedAsGoDoesIt() {
    assertThat(
            text(
                JsonWriter.encodeBare(
                    new Text("<&>\u2028\u2029\b\f\n\r\t\u0001\"\\/\u007fé😀\ud800"))))
        .isEqualTo(
            "\"\\u003c\\u0026\\u003e\\u2028\\u2029\\b\\f\\n\\r\\t\\u0001\\\"\\\\/\u007fé😀\\ufffd\"");
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, 1",
    "-0.0, -0",
    "0.1, 0.1",
    "1e20, 100000000000000000000",
    "1e21, 1e+21",
    "0.000001, 0.000001",
    "0.0000001, 1e-7",
    "4.9E-324, 5e-324",
    "1.7976931348623157E308, 1.7976931348623157e+308",
    "9223372036854775808, 9223372036854776000",
    "-1.5, -1.5",
    "2e23, 2e+23",
    "123456.789, 123456.789",
    "1.234e-9, 1.234e-9",
    "100, 100"
  })
  void numbersReadAsGoPrintsThem(double number, String printed) {
    assertThat(text(JsonWriter.encodeBare(new Real(number)))).isEqualTo(printed);
  }

  @Test
  void prettyIsIndentedByTwo() {
    MapValue object =
        MapValue.of("a", ListValue.of(new Text("x"), new MapValue()), "b", MapValue.of("c", 1));
    assertThat(text(JsonWriter.encodePretty(object)))
        .isEqualTo("{\n  \"a\": [\n    \"x\",\n    {}\n  ],\n  \"b\": {\n    \"c\": 1\n  }\n}");
  }

  @Test
  void theStoredBytesHaveNoResourceVersionAndTheObjectKeepsIts() {
    MapValue object = MapValue.of("metadata", MapValue.of("resourceVersion", "4"), "kind", "a\"\\");
    byte[] stored = JsonWriter.encodeForStore(object);
    assertThat(text(stored)).isEqualTo("{\"kind\":\"a\\\"\\\\\",\"metadata\":{}}");
    assertThat(object.textAt("metadata", "resourceVersion")).isEqualTo("4");
    assertThat(text(JsonWriter.splice(stored, 12)))
        .isEqualTo("{\"kind\":\"a\\\"\\\\\",\"metadata\":{\"resourceVersion\":\"12\"}}");
  }

  @Test
  void splicingIsPuttingTheVersionIntoTheTree() {
    RandomValues random = new RandomValues(42);
    for (int i = 0; i < 2_000; i++) {
      MapValue object = random.object();
      byte[] spliced = JsonWriter.splice(JsonWriter.encodeForStore(object), i);
      object.mapOrPut("metadata").put("resourceVersion", Integer.toString(i));
      assertThat(Json.read(spliced).duplicates()).isEmpty();
      assertThat(Json.parse(spliced)).isEqualTo(object);
    }
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

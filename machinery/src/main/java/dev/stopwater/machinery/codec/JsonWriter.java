package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;

/// Objects to JSON bytes, the same bytes for equal objects: `kind`, `apiVersion` and `metadata`
/// first, all other keys sorted, escaped as Go's encoder does it.
///
/// Stored bytes hold no resource version, since the store gives it when it commits:
///
/// ```
/// stored  {"kind":"Pod","apiVersion":"v1","metadata":{"name":"a"},"spec":{}}
/// spliced {"kind":"Pod","apiVersion":"v1","metadata":{"resourceVersion":"7","name":"a"},"spec":{}}
/// ```
public final class JsonWriter {

  private static final byte[] VERSION =
      "\"resourceVersion\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] METADATA = "\"metadata\"".getBytes(StandardCharsets.US_ASCII);

  private JsonWriter() {}

  /// One line with its end, as replies carry it.
  public static byte[] encode(Value value) {
    return new JsonEncoder(false).line(value);
  }

  /// Without an end of line, for what is embedded in something larger.
  public static byte[] encodeBare(Value value) {
    return new JsonEncoder(false).bare(value);
  }

  /// Without an end of line, and with the keys of maps in their own order: what upstream encodes
  /// from a struct of Go's.
  public static byte[] encodeInOwnOrder(Value value) {
    return new JsonEncoder(false, true).bare(value);
  }

  /// As `?pretty=1` asks for it: indented by two blanks, without an end of line.
  public static byte[] encodePretty(Value value) {
    return new JsonEncoder(true).bare(value);
  }

  /// The bytes for the store: without `metadata.resourceVersion`, and always with a `metadata` map.
  /// `object` stays as it is.
  public static byte[] encodeForStore(MapValue object) {
    MapValue stored = new MapValue();
    object.entries().forEach(entry -> stored.put(entry.getKey(), entry.getValue()));
    MapValue metadata = new MapValue();
    object
        .mapOrEmpty("metadata")
        .entries()
        .forEach(entry -> metadata.put(entry.getKey(), entry.getValue()));
    metadata.remove("resourceVersion");
    return encodeBare(stored.put("metadata", metadata));
  }

  /// The bytes that clients see: `stored` with its revision as the first key of `metadata`. One
  /// copy, no parsing.
  ///
  /// @param stored as [#encodeForStore(MapValue)] made them
  public static byte[] splice(byte[] stored, long revision) {
    int at = metadataStart(stored);
    byte[] digits = Long.toString(revision).getBytes(StandardCharsets.US_ASCII);
    boolean alone = stored[at] == '}';
    int inserted = VERSION.length + digits.length + (alone ? 1 : 2);
    byte[] spliced = new byte[stored.length + inserted];
    System.arraycopy(stored, 0, spliced, 0, at);
    System.arraycopy(VERSION, 0, spliced, at, VERSION.length);
    System.arraycopy(digits, 0, spliced, at + VERSION.length, digits.length);
    spliced[at + inserted - (alone ? 1 : 2)] = '"';
    if (!alone) {
      spliced[at + inserted - 1] = ',';
    }
    System.arraycopy(stored, at, spliced, at + inserted, stored.length - at);
    return spliced;
  }

  /// The index just behind `"metadata":{`: before it stand at most two keys with text values.
  private static int metadataStart(byte[] stored) {
    int at = 1;
    while (!startsWith(stored, at, METADATA)) {
      at = afterString(stored, afterString(stored, at) + 1) + 1;
    }
    return at + METADATA.length + 2;
  }

  private static boolean startsWith(byte[] text, int at, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (text[at + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static int afterString(byte[] text, int quote) {
    int at = quote + 1;
    while (text[at] != '"') {
      at += text[at] == '\\' ? 2 : 1;
    }
    return at + 1;
  }
}

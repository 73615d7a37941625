package dev.stopwater.machinery.codec.protobuf;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.Arrays;

/// Reads Kubernetes' protobuf: an envelope of four magic bytes and a `runtime.Unknown`, in it a
/// message of the kind that the envelope names.
public final class Protobuf {

  /// What is around an object; what it says of the content's type and encoding is not heard, as
  /// upstream does not.
  public static final class Envelope {

    private final String apiVersion;
    private final String kind;
    private final byte[] raw;

    private Envelope(String apiVersion, String kind, byte[] raw) {
      this.apiVersion = apiVersion;
      this.kind = kind;
      this.raw = raw;
    }

    /// Empty where none was given.
    public String apiVersion() {
      return apiVersion;
    }

    /// Empty where none was given.
    public String kind() {
      return kind;
    }

    /// The object's message; not to be changed.
    public byte[] raw() {
      return raw;
    }
  }

  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private static final MessageTable UNKNOWN =
      MessageTable.parse(
          """
          message runtime.Unknown
          1 TypeMeta .TypeMeta
          2 raw bytes
          3 contentEncoding string
          4 contentType string
          message runtime.TypeMeta
          1 apiVersion string
          2 kind string
          """);

  private Protobuf() {}

  /// Opens the envelope.
  ///
  /// @throws DecodeException in upstream's words
  public static Envelope open(byte[] body) {
    if (body.length == 0) {
      throw WireReader.fault("empty data");
    }
    if (!isEnvelope(body)) {
      throw WireReader.fault(
          "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
    }
    if (body.length == MAGIC.length) {
      throw WireReader.fault("empty body");
    }
    byte[] unknown = Arrays.copyOfRange(body, MAGIC.length, body.length);
    MapValue fields = (MapValue) read(UNKNOWN, "runtime.Unknown", unknown);
    MapValue type = fields.mapOrEmpty("TypeMeta");
    return new Envelope(
        type.text("apiVersion", ""), type.text("kind", ""), Forms.bytes(fields, "raw"));
  }

  static boolean isEnvelope(byte[] body) {
    return body.length >= MAGIC.length
        && Arrays.equals(body, 0, MAGIC.length, MAGIC, 0, MAGIC.length);
  }

  /// A message as the tree that its JSON would have given. Fields that the table does not have are
  /// passed over, as upstream's readers do.
  ///
  /// @param name the message's name in the table
  /// @throws DecodeException in the words of upstream's readers
  public static Value read(MessageTable table, String name, byte[] message) {
    return new MessageReader().read(table.message(name), message);
  }
}

package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.protobuf.MessageTable;
import dev.stopwater.machinery.codec.protobuf.Protobuf;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.BuiltinMessages;
import dev.stopwater.server.request.RequestContext;

/// Bodies in protobuf, as the trees that the same objects in JSON would have given.
final class ProtobufBodies {

  static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private ProtobufBodies() {}

  static boolean isSent(RequestContext request) {
    return MEDIA_TYPE.equals(Bodies.mediaType(request));
  }

  /// What the envelope says of the object, with nothing of the object in it: `apiVersion` and
  /// `kind`, each only where it is known. A version that is none makes the object count as of the
  /// path's kind.
  static MapValue type(Protobuf.Envelope envelope) {
    MapValue type = new MapValue();
    String version = envelope.apiVersion();
    if (version.chars().filter(c -> c == '/').count() > 1) {
      return type;
    }
    return type.put("kind", envelope.kind()).put("apiVersion", version);
  }

  /// The object in an envelope.
  ///
  /// @throws DecodeException in upstream's words
  /// @throws StatusException 415 for a kind that has no protobuf
  static MapValue object(Schema schema, Protobuf.Envelope envelope) {
    MessageTable table = BuiltinMessages.table();
    String name = BuiltinMessages.nameOf(schema);
    if (!table.has(name)) {
      throw new StatusException(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include: "
              + "application/json, application/yaml",
          null);
    }
    return (MapValue) Protobuf.read(table, name, envelope.raw());
  }
}

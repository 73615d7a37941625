package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.codec.protobuf.Protobuf;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.definition.TypedDecoder;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;

/// Reads DeleteOptions from the body, or from the query where there is no body at all: a body, even
/// an empty object, makes the query's options go unheard.
public final class DeleteOptionsReader implements DeleteOptions.Reader {

  private static final String KIND = "DeleteOptions";

  private final ObjectDecoder decoder;
  private final Schema schema;

  /// @param schema of `DeleteOptions`
  public DeleteOptionsReader(ObjectDecoder decoder, Schema schema) {
    this.decoder = decoder;
    this.schema = schema;
  }

  @Override
  public DeleteOptions read(RequestContext request) throws IOException {
    byte[] body = Bodies.read(request);
    if (body.length == 0) {
      return DeleteOptions.ofQuery(request.query());
    }
    decoder.checkMediaType(request);
    return ProtobufBodies.isSent(request) ? ofProtobuf(body) : ofText(request, body);
  }

  private DeleteOptions ofProtobuf(byte[] body) {
    try {
      Protobuf.Envelope envelope = Protobuf.open(body);
      checkKind(ProtobufBodies.type(envelope));
      MapValue untyped = ProtobufBodies.object(schema, envelope);
      return DeleteOptions.ofBody(TypedDecoder.decode(schema, untyped).typed());
    } catch (DecodeException e) {
      throw StatusException.badRequest(e.message());
    }
  }

  private DeleteOptions ofText(RequestContext request, byte[] body) {
    boolean yaml = "application/yaml".equals(Bodies.mediaType(request));
    try {
      Value value = (yaml ? Yaml.read(body) : Json.read(body)).value();
      MapValue untyped = value instanceof MapValue map ? map : new MapValue();
      if (!(value instanceof MapValue) && value != Null.NULL) {
        throw StatusException.badRequest(TypeMeta.unreadable(value));
      }
      checkKind(untyped);
      return DeleteOptions.ofBody(TypedDecoder.decode(schema, untyped).typed());
    } catch (DecodeException e) {
      boolean syntax = !e.message().startsWith("json: ");
      throw StatusException.badRequest(
          (syntax ? "couldn't get version/kind; json parse error: " : "") + e.message());
    }
  }

  private static void checkKind(MapValue untyped) {
    String kind = untyped.text("kind", KIND);
    if (!kind.equals(KIND) && !kind.isEmpty()) {
      throw StatusException.badRequest(
          "no kind "
              + GoQuote.quote(kind)
              + " is registered for version "
              + GoQuote.quote(untyped.text("apiVersion", "v1"))
              + " in scheme \"pkg/runtime/scheme.go:111\"");
    }
  }
}

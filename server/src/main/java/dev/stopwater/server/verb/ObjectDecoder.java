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
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.Versioning;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.TypedDecoder;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.WriteOptions.FieldValidation;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/// From the bytes of a request to a typed object with its defaults, with upstream's messages for
/// each way in which that can fail.
public final class ObjectDecoder {

  private static final String JSON = "application/json";
  private static final String YAML = "application/yaml";
  private static final int SUMMARY = 30;

  private final KnownKinds kinds;
  private final KindRules rules;
  private final Versioning versioning;

  public ObjectDecoder(Catalog catalog, KindRules rules, Versioning versioning) {
    this.kinds = new KnownKinds(catalog);
    this.rules = rules;
    this.versioning = versioning;
  }

  /// What a body must be decoded as.
  ///
  /// @param apiVersion what it counts as if it does not say
  /// @param alike the versions in which it is taken
  private record Expected(Schema schema, String kind, String apiVersion, Set<String> alike) {

    Expected(Schema schema, String kind, String apiVersion) {
      this(schema, kind, apiVersion, Set.of(apiVersion));
    }
  }

  /// @throws StatusException 415
  public void checkMediaType(RequestContext request) {
    String type = Bodies.mediaType(request);
    if (type != null
        && !type.equals(JSON)
        && !type.equals(YAML)
        && !type.equals(ProtobufBodies.MEDIA_TYPE)) {
      throw new StatusException(
          415,
          "UnsupportedMediaType",
          "the body of the request was in an unknown format - accepted media types include: "
              + "application/json, application/yaml, application/vnd.kubernetes.protobuf",
          null);
    }
  }

  /// A body of the target's own kind, with its defaults.
  ///
  /// @throws StatusException 400
  public MapValue decode(
      RequestContext request, Target target, byte[] body, FieldValidation validation) {
    request.phase("decode");
    Definition definition = target.definition();
    Expected expected =
        new Expected(definition.schema(), definition.kind(), definition.apiVersion());
    MapValue object = decode(request, expected, body, validation);
    rules.applyDefaults(definition, object);
    return object;
  }

  /// A body of another kind, such as a Scale; no defaults.
  ///
  /// @throws StatusException 400
  public MapValue decode(
      RequestContext request,
      Schema schema,
      String kind,
      String apiVersion,
      byte[] body,
      FieldValidation validation) {
    return decode(request, new Expected(schema, kind, apiVersion), body, validation);
  }

  /// A body of a kind that is taken in any of some versions that are alike; no defaults.
  ///
  /// @throws StatusException 400
  public MapValue decode(
      RequestContext request,
      Schema schema,
      String kind,
      Set<String> apiVersions,
      byte[] body,
      FieldValidation validation) {
    String first = apiVersions.stream().sorted().findFirst().orElseThrow();
    return decode(request, new Expected(schema, kind, first, apiVersions), body, validation);
  }

  /// The object in the version in which its kind is stored.
  public MapValue toStorage(Target target, MapValue object) {
    return versioning.toStorage(target.definition(), object);
  }

  private MapValue decode(
      RequestContext request, Expected expected, byte[] body, FieldValidation validation) {
    MapValue typed =
        ProtobufBodies.isSent(request)
            ? decodeProtobuf(expected, body)
            : decodeText(request, expected, body, validation);
    return typed.put("kind", expected.kind).put("apiVersion", expected.apiVersion);
  }

  /// Unknown fields are none of a strict reader's business here, nor of any other's.
  private MapValue decodeProtobuf(Expected expected, byte[] body) {
    Protobuf.Envelope envelope;
    try {
      envelope = Protobuf.open(body);
    } catch (DecodeException e) {
      throw unrecognized(expected, e.message(), body);
    }
    MapValue type = ProtobufBodies.type(envelope);
    String kind = given(type, "kind", expected.kind);
    String apiVersion = given(type, "apiVersion", expected.apiVersion);
    checkKind(expected, kind, apiVersion);
    try {
      MapValue untyped = ProtobufBodies.object(expected.schema, envelope);
      return TypedDecoder.decode(expected.schema, untyped).typed();
    } catch (DecodeException e) {
      throw unhandled(expected, kind, apiVersion, e.message());
    }
  }

  private static String given(MapValue type, String key, String otherwise) {
    String text = type.text(key, "");
    return text.isEmpty() ? otherwise : text;
  }

  private MapValue decodeText(
      RequestContext request, Expected expected, byte[] body, FieldValidation validation) {
    boolean yaml = YAML.equals(Bodies.mediaType(request));
    Json.Reading reading = read(expected, body, yaml);
    MapValue untyped = object(expected, reading.value(), body);
    TypeMeta type = type(expected, untyped, body);
    String shownKind = type.kind().isEmpty() ? expected.kind : type.kind();
    String shownVersion = type.apiVersion().isEmpty() ? expected.apiVersion : type.apiVersion();
    checkKind(expected, shownKind, shownVersion);
    TypedDecoder.Decoded decoded;
    try {
      decoded = TypedDecoder.decodeNew(expected.schema, untyped, reading.duplicates());
    } catch (DecodeException e) {
      throw unhandled(expected, shownKind, shownVersion, e.message());
    }
    Strictness.judge(
        request,
        validation,
        yaml ? withYamlFaults(reading, decoded) : decoded.strictErrors(),
        message -> unhandled(expected, expected.kind, expected.apiVersion, message));
    return decoded.typed();
  }

  private static List<String> withYamlFaults(Json.Reading reading, TypedDecoder.Decoded decoded) {
    return Stream.concat(
            reading.duplicates().stream().map(Json.Duplicate::message),
            decoded.strictErrors().stream())
        .toList();
  }

  private static Json.Reading read(Expected expected, byte[] body, boolean yaml) {
    if (yaml) {
      try {
        return Yaml.read(body);
      } catch (DecodeException e) {
        throw unrecognized(expected, e.message(), body);
      }
    }
    try {
      return Json.read(body);
    } catch (DecodeException e) {
      throw unrecognized(
          expected, "couldn't get version/kind; json parse error: " + e.message(), body);
    }
  }

  private static MapValue object(Expected expected, Value value, byte[] body) {
    return switch (value) {
      case MapValue map -> map;
      case Null nothing -> new MapValue();
      default -> throw unrecognized(expected, TypeMeta.unreadable(value), body);
    };
  }

  private static TypeMeta type(Expected expected, MapValue object, byte[] body) {
    try {
      return TypeMeta.read(object);
    } catch (DecodeException e) {
      throw unrecognized(expected, e.message(), body);
    }
  }

  private void checkKind(Expected expected, String kind, String apiVersion) {
    if (kind.equals(expected.kind) && expected.alike.contains(apiVersion)) {
      return;
    }
    if (!kinds.knows(apiVersion, kind)) {
      throw unhandled(expected, kind, apiVersion, KnownKinds.notRegistered(kind, apiVersion));
    }
    if (kinds.same(kind, apiVersion, expected.kind, expected.apiVersion)) {
      throw StatusException.badRequest(
          "the API version in the data ("
              + apiVersion
              + ") does not match the expected API version ("
              + expected.apiVersion
              + ")");
    }
    throw unhandled(
        expected,
        kind,
        apiVersion,
        KnownKinds.notConvertible(kind, apiVersion, expected.kind, expected.apiVersion));
  }

  private static StatusException unhandled(
      Expected expected, String kind, String apiVersion, String why) {
    return StatusException.badRequest(
        kind
            + " in version "
            + GoQuote.quote(KnownKinds.version(apiVersion))
            + " cannot be handled as a "
            + expected.kind
            + ": "
            + why);
  }

  private static StatusException unrecognized(Expected expected, String why, byte[] body) {
    return StatusException.badRequest(
        "the object provided is unrecognized (must be of type "
            + expected.kind
            + "): "
            + why
            + " ("
            + summary(body)
            + ")");
  }

  /// The first bytes: as they are if they look like JSON, else in hexadecimal.
  static String summary(byte[] body) {
    if (body.length == 0) {
      return "<empty>";
    }
    int shown = Math.min(body.length, SUMMARY);
    String more = body.length > SUMMARY ? " ..." : "";
    return body[0] == '{'
        ? new String(body, 0, shown, StandardCharsets.UTF_8) + more
        : HexFormat.of().formatHex(body, 0, shown).toLowerCase(Locale.ROOT) + more;
  }
}

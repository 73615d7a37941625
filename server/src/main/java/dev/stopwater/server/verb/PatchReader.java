package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.errors.StatusException.Details;
import dev.stopwater.machinery.patch.JsonPatch;
import dev.stopwater.machinery.patch.MergePatch;
import dev.stopwater.machinery.patch.PatchFaults;
import dev.stopwater.machinery.patch.StrategicMerge;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.TypedDecoder;
import dev.stopwater.server.request.RequestContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Reads the three kinds of patches of typed objects.
public final class PatchReader implements Patches {

  private final KnownKinds kinds;
  private final KindRules rules;

  public PatchReader(Catalog catalog, KindRules rules) {
    this.kinds = new KnownKinds(catalog);
    this.rules = rules;
  }

  /// What a patched tree is decoded as.
  private record Shape(
      Schema schema, String kind, String apiVersion, UnaryOperator<MapValue> completed) {}

  /// What a patch made of an object.
  ///
  /// @param echoed what a message shows of the patch; null for the whole patched object
  /// @param complaints what is wrong with the patch itself
  /// @param duplicates keys that the patched object repeats
  private record Patched(
      Value value,
      @Nullable String echoed,
      List<String> complaints,
      List<Json.Duplicate> duplicates) {}

  @Override
  public Kind kind(RequestContext request) {
    String type = Bodies.writtenMediaType(request);
    return switch (type == null ? "" : type) {
      case "application/json-patch+json" -> Kind.JSON;
      case "application/merge-patch+json" -> Kind.MERGE;
      case "application/strategic-merge-patch+json" -> Kind.STRATEGIC;
      case "application/apply-patch+yaml" -> Kind.APPLY;
      default ->
          throw new StatusException(
              415, "UnsupportedMediaType", "415: Unsupported Media Type", Details.NONE);
    };
  }

  @Override
  public Change read(
      RequestContext request, Target target, Kind kind, byte[] body, WriteOptions options) {
    Definition definition = target.definition();
    Change change =
        change(
            request,
            kind,
            body,
            options,
            new Shape(
                definition.schema(),
                definition.kind(),
                definition.apiVersion(),
                object -> {
                  rules.applyDefaults(definition, object);
                  return object;
                }));
    return shown -> {
      MapValue wanted = change.apply(shown);
      Update.checkIdentity(wanted, target);
      return wanted;
    };
  }

  @Override
  public Change read(
      RequestContext request,
      Kind kind,
      byte[] body,
      WriteOptions options,
      Schema schema,
      String shownKind,
      String apiVersion) {
    return change(
        request,
        kind,
        body,
        options,
        new Shape(schema, shownKind, apiVersion, UnaryOperator.identity()));
  }

  private Change change(
      RequestContext request, Kind kind, byte[] body, WriteOptions options, Shape shape) {
    return switch (kind) {
      case JSON -> {
        JsonPatch patch = JsonPatch.read(body);
        yield shown ->
            decoded(
                request,
                shape,
                new Patched(patch.apply(shown), null, patch.complaints(), patch.duplicates()),
                options);
      }
      case MERGE -> {
        MergePatch patch = MergePatch.read(body);
        yield shown ->
            decoded(
                request,
                shape,
                new Patched(patch.apply(shown), null, patch.complaints(), List.of()),
                options);
      }
      case STRATEGIC -> {
        StrategicMerge patch = StrategicMerge.read(body);
        yield shown -> {
          StrategicMerge.Result merged = patch.apply(shown, shape.schema);
          return decoded(
              request,
              shape,
              new Patched(merged.object(), merged.shown(), patch.complaints(), List.of()),
              options);
        };
      }
      case APPLY ->
          throw new StatusException(
              415, "UnsupportedMediaType", "415: Unsupported Media Type", Details.NONE);
    };
  }

  private MapValue decoded(
      RequestContext request, Shape shape, Patched patched, WriteOptions options) {
    TypedDecoder.Decoded typed;
    try {
      if (!(patched.value instanceof MapValue map)) {
        throw new DecodeException(
            "json: cannot unmarshal into Go value of type v1." + shape.kind, 0);
      }
      typed =
          patched.echoed == null ? decoded(shape, map, patched.duplicates) : restored(shape, map);
    } catch (DecodeException e) {
      throw invalid(patched, e.message());
    }
    List<String> faults = new ArrayList<>(patched.complaints);
    faults.addAll(typed.strictErrors());
    Strictness.judge(request, options.validation(), faults, message -> invalid(patched, message));
    MapValue object = typed.typed().put("kind", shape.kind).put("apiVersion", shape.apiVersion);
    return shape.completed.apply(object);
  }

  /// What a JSON or merge patch made is read as if a client had sent it: as what it says it is.
  private TypedDecoder.Decoded decoded(
      Shape shape, MapValue object, List<Json.Duplicate> duplicates) {
    TypeMeta type = TypeMeta.read(object);
    if (type.apiVersion().isEmpty()) {
      return untyped(object);
    }
    String kind = type.kind().isEmpty() ? shape.kind : type.kind();
    if (!kinds.knows(type.apiVersion(), kind)) {
      throw new DecodeException(KnownKinds.notRegistered(kind, type.apiVersion()), 0);
    }
    if (!kinds.same(kind, type.apiVersion(), shape.kind, shape.apiVersion)) {
      Schema other = kinds.schema(type.apiVersion(), kind);
      if (other != null) {
        TypedDecoder.decode(other, object);
      }
      throw new DecodeException(
          KnownKinds.notConvertible(kind, type.apiVersion(), shape.kind, shape.apiVersion), 0);
    }
    return TypedDecoder.decode(shape.schema, object, duplicates);
  }

  /// Without an apiVersion, upstream knows no field but the kind, and so not the name.
  private static TypedDecoder.Decoded untyped(MapValue object) {
    List<String> faults =
        object.keys().stream()
            .filter(key -> !key.equals("kind") && !key.equals("apiVersion"))
            .map(key -> "unknown field " + GoQuote.quote(key))
            .toList();
    return new TypedDecoder.Decoded(new MapValue(), faults);
  }

  /// What a strategic patch made is not read again but put into place, field by field.
  private static TypedDecoder.Decoded restored(Shape shape, MapValue object) {
    TypedDecoder.Decoded typed;
    try {
      typed = TypedDecoder.decode(shape.schema, object);
    } catch (DecodeException e) {
      throw e.message().startsWith("illegal base64")
          ? new DecodeException("error decoding from json: " + e.message(), 0)
          : e;
    }
    return new TypedDecoder.Decoded(typed.typed(), typed.strictErrors().stream().sorted().toList());
  }

  private static StatusException invalid(Patched patched, String why) {
    return PatchFaults.invalidResult(
        patched.echoed == null
            ? new String(JsonWriter.encodeInOwnOrder(patched.value), StandardCharsets.UTF_8)
            : patched.echoed,
        why);
  }
}

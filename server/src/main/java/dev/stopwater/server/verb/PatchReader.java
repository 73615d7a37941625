package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.errors.StatusException.Details;
import dev.stopwater.machinery.patch.JsonPatch;
import dev.stopwater.machinery.patch.MergePatch;
import dev.stopwater.machinery.patch.StrategicMerge;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.KindRules;
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

  private final KindRules rules;

  public PatchReader(KindRules rules) {
    this.rules = rules;
  }

  /// What a patched tree is decoded as.
  private record Shape(
      Schema schema, String kind, String apiVersion, UnaryOperator<MapValue> completed) {}

  @Override
  public Kind kind(RequestContext request) {
    String type = Bodies.mediaType(request);
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

  private static Change change(
      RequestContext request, Kind kind, byte[] body, WriteOptions options, Shape shape) {
    return switch (kind) {
      case JSON -> {
        JsonPatch patch = JsonPatch.read(body);
        yield shown ->
            decoded(request, shape, patch.apply(shown), null, patch.complaints(), options);
      }
      case MERGE -> {
        MergePatch patch = MergePatch.read(body);
        yield shown ->
            decoded(request, shape, patch.apply(shown), null, patch.complaints(), options);
      }
      case STRATEGIC -> {
        StrategicMerge patch = StrategicMerge.read(body);
        yield shown -> {
          StrategicMerge.Result merged = patch.apply(shown, shape.schema);
          return decoded(
              request, shape, merged.object(), merged.shown(), patch.complaints(), options);
        };
      }
      case APPLY ->
          throw new StatusException(
              415, "UnsupportedMediaType", "415: Unsupported Media Type", Details.NONE);
    };
  }

  /// @param echoed what a message shows of the patch; null for the whole patched object
  private static MapValue decoded(
      RequestContext request,
      Shape shape,
      Value patched,
      @Nullable String echoed,
      List<String> complaints,
      WriteOptions options) {
    TypedDecoder.Decoded typed;
    try {
      if (!(patched instanceof MapValue map)) {
        throw new DecodeException(
            "json: cannot unmarshal into Go value of type v1." + shape.kind, 0);
      }
      typed = TypedDecoder.decode(shape.schema, map);
    } catch (DecodeException e) {
      throw invalid(patched, echoed, e.message());
    }
    List<String> faults = new ArrayList<>(complaints);
    faults.addAll(typed.strictErrors());
    if (!faults.isEmpty()) {
      switch (options.validation()) {
        case IGNORE -> {}
        case WARN -> faults.forEach(request::warn);
        case STRICT ->
            throw invalid(patched, echoed, "strict decoding error: " + String.join(", ", faults));
      }
    }
    MapValue object = typed.typed().put("kind", shape.kind).put("apiVersion", shape.apiVersion);
    return shape.completed.apply(object);
  }

  private static StatusException invalid(Value patched, @Nullable String echoed, String why) {
    FieldErrors errors = new FieldErrors();
    String shown =
        echoed == null
            ? new String(JsonWriter.encodeBare(patched), StandardCharsets.UTF_8)
            : echoed;
    errors.invalid(Path.of("patch"), GoQuote.quote(shown), why);
    StatusException full = StatusException.invalid(new Resource("", ""), "", errors.all());
    return new StatusException(422, "Invalid", full.message().strip(), full.details());
  }
}

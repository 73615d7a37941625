package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.GoText;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.List;

/// A strategic merge patch: a merge patch that merges the lists which the schema says merge, and
/// that obeys directives (see [Directives]). For built-in kinds only.
public final class StrategicMerge {

  private final MapValue patch;
  private final List<String> complaints;

  /// What a patch made of an object.
  ///
  /// @param object in the types of its schema, with whatever unknown fields the patch added
  public record Result(MapValue object, MapValue patch) {

    /// The patch as messages print it: `map[data:map[k:5]]`, without the directives that were
    /// obeyed.
    public String shown() {
      return GoText.plain(patch);
    }
  }

  private StrategicMerge(MapValue patch, List<String> complaints) {
    this.patch = patch;
    this.complaints = List.copyOf(complaints);
  }

  /// Reads the body of a request.
  ///
  /// @throws StatusException 400 for what is no JSON object
  public static StrategicMerge read(byte[] body) {
    Json.Reading reading;
    try {
      reading = Json.read(body);
    } catch (DecodeException unreadable) {
      throw StatusException.badRequest(unreadable.message());
    }
    return new StrategicMerge(
        requireMap(reading.value()),
        reading.duplicates().stream().map(Json.Duplicate::message).toList());
  }

  /// Reads a patch that is parsed already.
  ///
  /// @throws StatusException 400 for what is no map
  public static StrategicMerge of(Value patch) {
    return new StrategicMerge(requireMap(patch), List.of());
  }

  private static MapValue requireMap(Value patch) {
    if (patch == Null.NULL) {
      return new MapValue();
    }
    if (patch instanceof MapValue map) {
      return map;
    }
    throw StatusException.badRequest(
        Faults.mismatch(patch, "Go value of type map[string]interface {}"));
  }

  /// What strict field validation finds wrong with the patch itself: `duplicate field "data.k"`.
  public List<String> complaints() {
    return complaints;
  }

  /// What the patch makes of `target`, which does not change.
  ///
  /// @throws StatusException 400 or 500 for directives that cannot be obeyed, 422 if the result has
  ///   values of the wrong type
  public Result apply(MapValue target, Schema schema) {
    MapValue changes = patch.copy();
    Type type = new Type.Struct(schema);
    MapValue merged = MapMerge.merge(target.copy(), changes, type);
    try {
      MapValue restored = (MapValue) Restoration.restore(merged.copy(), type);
      keepIdentity(target, restored);
      return new Result(restored, changes);
    } catch (DecodeException misfit) {
      throw PatchFaults.invalidResult(GoText.plain(changes), misfit.message());
    }
  }

  /// A typed object cannot change its type: what the patch says of it is ignored.
  private static void keepIdentity(MapValue target, MapValue restored) {
    for (String key : List.of("apiVersion", "kind")) {
      Value value = target.find(key);
      if (value != null) {
        restored.put(key, value);
      }
    }
  }
}

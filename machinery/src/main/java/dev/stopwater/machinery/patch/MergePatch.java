package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A merge patch (RFC 7386): maps merge, `null` removes, all else replaces.
///
/// Where the RFC leaves the inside of lists alone, upstream drops the null members of maps there,
/// unless the list takes the place of a map; nulls that are items stay.
public final class MergePatch {

  private final MapValue patch;
  private final List<String> complaints;

  private MergePatch(MapValue patch, List<String> complaints) {
    this.patch = patch;
    this.complaints = List.copyOf(complaints);
  }

  /// Reads the body of a request.
  ///
  /// @throws StatusException 400 for what is no JSON object
  public static MergePatch read(byte[] body) {
    Json.Reading reading;
    try {
      reading = Json.read(body);
    } catch (DecodeException unreadable) {
      throw Faults.undecodable(unreadable.message());
    }
    return new MergePatch(
        requireMap(reading.value()),
        reading.duplicates().stream().map(Json.Duplicate::message).toList());
  }

  /// Reads a patch that is parsed already.
  ///
  /// @throws StatusException 400 for what is no map
  public static MergePatch of(Value patch) {
    return new MergePatch(requireMap(patch), List.of());
  }

  private static MapValue requireMap(Value patch) {
    if (patch == Null.NULL) {
      throw StatusException.badRequest("Invalid JSON Patch");
    }
    if (patch instanceof MapValue map) {
      return map;
    }
    throw Faults.undecodable(Faults.mismatch(patch, "Go value of type map[string]interface {}"));
  }

  /// What strict field validation finds wrong with the patch itself: `duplicate field "data.k"`.
  public List<String> complaints() {
    return complaints;
  }

  /// What the patch makes of `target`, which does not change.
  public Value apply(Value target) {
    return merged(target, patch);
  }

  private static Value merged(@Nullable Value current, Value patch) {
    if (!(current instanceof MapValue map)) {
      return pruned(patch);
    }
    if (!(patch instanceof MapValue changes)) {
      return patch.copy();
    }
    MapValue result = new MapValue();
    map.entries()
        .forEach(entry -> {
          if (!changes.has(entry.getKey())) {
            result.put(entry.getKey(), entry.getValue().copy());
          }
        });
    for (Map.Entry<String, Value> change : changes.entries()) {
      if (change.getValue() != Null.NULL) {
        result.put(change.getKey(), merged(map.find(change.getKey()), change.getValue()));
      }
    }
    result.sortKeys(); // as Go writes the maps that it took apart
    return result;
  }

  private static Value pruned(Value value) {
    return switch (value) {
      case MapValue map -> {
        MapValue kept = new MapValue();
        map.entries()
            .forEach(entry -> {
              if (entry.getValue() != Null.NULL) {
                kept.put(entry.getKey(), pruned(entry.getValue()));
              }
            });
        yield kept;
      }
      case ListValue list -> {
        ListValue kept = new ListValue();
        list.forEach(item -> kept.add(pruned(item)));
        yield kept;
      }
      default -> value;
    };
  }
}

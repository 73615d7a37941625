package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON patch (RFC 6902) with upstream's liberties: see [JsonPatchRun].
public final class JsonPatch {

  private static final int MOST_OPERATIONS = 10_000;
  private static final Set<String> MEMBERS = Set.of("op", "path", "from", "value");

  private final List<Operation> operations;
  private final List<String> complaints;
  private final List<Json.Duplicate> duplicates;

  /// One operation; a missing member is null.
  record Operation(
      @Nullable String op, @Nullable String path, @Nullable String from, @Nullable Value value) {}

  private JsonPatch(
      List<Operation> operations, List<String> complaints, List<Json.Duplicate> duplicates) {
    this.operations = operations;
    this.complaints = List.copyOf(complaints);
    this.duplicates = List.copyOf(duplicates);
  }

  /// Reads the body of a request.
  ///
  /// @throws StatusException 400 for what is no list of operations, 413 for too many of them
  public static JsonPatch read(byte[] body) {
    Json.Reading reading;
    try {
      reading = Json.read(body);
    } catch (DecodeException unreadable) {
      throw Faults.undecodable(unreadable.message());
    }
    List<String> complaints = new ArrayList<>();
    reading.duplicates().forEach(duplicate -> complaints.add("json patch " + duplicate.message()));
    return read(reading.value(), complaints, reading.duplicates());
  }

  /// Reads a patch that is parsed already.
  ///
  /// @throws StatusException as [#read(byte\[\])]
  public static JsonPatch of(Value patch) {
    return read(patch, new ArrayList<>(), List.of());
  }

  private static JsonPatch read(
      Value patch, List<String> complaints, List<Json.Duplicate> duplicates) {
    List<Operation> operations = new ArrayList<>();
    if (patch instanceof ListValue list) {
      for (Value operation : list) {
        operations.add(operation(operation, operations.size(), complaints));
      }
    } else if (patch != Null.NULL) {
      throw Faults.undecodable(Faults.mismatch(patch, "Go value of type []handlers.jsonPatchOp"));
    }
    if (operations.size() > MOST_OPERATIONS) {
      throw new StatusException(
          413,
          "RequestEntityTooLarge",
          "Request entity too large: The allowed maximum operations in a JSON patch is "
              + MOST_OPERATIONS
              + ", got "
              + operations.size(),
          null);
    }
    return new JsonPatch(operations, complaints, placed(operations, duplicates));
  }

  /// Duplicates at `[1].value.a` are those at `data.x.a`, if that operation adds `/data/x`.
  private static List<Json.Duplicate> placed(
      List<Operation> operations, List<Json.Duplicate> duplicates) {
    List<Json.Duplicate> placed = new ArrayList<>();
    for (Json.Duplicate duplicate : duplicates) {
      for (int i = 0; i < operations.size(); i++) {
        String before = "[" + i + "].value";
        String path = operations.get(i).path();
        if (path != null && duplicate.within().startsWith(before)) {
          String within =
              String.join(".", Pointer.parse(path).steps())
                  + duplicate.within().substring(before.length());
          placed.add(new Json.Duplicate(within, duplicate.key(), duplicate.after()));
        }
      }
    }
    return placed;
  }

  private static Operation operation(Value value, int index, List<String> complaints) {
    if (value == Null.NULL) {
      return new Operation(null, null, null, null);
    }
    if (!(value instanceof MapValue operation)) {
      throw Faults.undecodable(Faults.mismatch(value, "Go value of type handlers.jsonPatchOp"));
    }
    for (String key : operation.keys()) {
      if (!MEMBERS.contains(key)) {
        complaints.add("json patch unknown field " + GoQuote.quote("[" + index + "]." + key));
      } else if (!key.equals("value")) {
        requireText(operation.find(key), key);
      }
    }
    return new Operation(
        operation.text("op"),
        operation.text("path"),
        operation.text("from"),
        operation.find("value"));
  }

  private static void requireText(@Nullable Value value, String member) {
    if (value != null && value != Null.NULL && !(value instanceof Text)) {
      throw Faults.undecodable(
          Faults.mismatch(value, "Go struct field jsonPatchOp." + member + " of type string"));
    }
  }

  /// What strict field validation finds wrong with the patch itself: duplicate and unknown members
  /// of operations, as in `json patch unknown field "[0].comment"`.
  public List<String> complaints() {
    return complaints;
  }

  /// What the patch makes of `target`, which does not change.
  ///
  /// @throws StatusException 422 if an operation does not apply
  public Value apply(Value target) {
    JsonPatchRun run = new JsonPatchRun(target.copy());
    operations.forEach(run::perform);
    Set<MapValue> sorted = Collections.newSetFromMap(new IdentityHashMap<>());
    operations.forEach(operation -> sortAlong(operation, run.document(), sorted));
    return run.document();
  }

  /// Go writes the maps that it took apart with their keys in order.
  private static void sortAlong(Operation operation, Value document, Set<MapValue> sorted) {
    for (String path : new String[] {operation.path(), operation.from()}) {
      Value value = document;
      for (String step : path == null ? List.<String>of() : Pointer.parse(path).steps()) {
        if (!(value instanceof MapValue map)) {
          break;
        }
        if (sorted.add(map)) {
          map.sortKeys();
        }
        value = map.find(step);
      }
    }
  }

  /// The keys that values of the patch repeat, as seen in a document in which they were put.
  public List<Json.Duplicate> duplicates() {
    return duplicates;
  }
}

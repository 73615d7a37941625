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
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A JSON patch (RFC 6902) with upstream's liberties: see [JsonPatchRun].
public final class JsonPatch {

  private static final int MOST_OPERATIONS = 10_000;
  private static final Set<String> MEMBERS = Set.of("op", "path", "from", "value");

  private final List<Operation> operations;
  private final List<String> complaints;

  /// One operation; a missing member is null.
  record Operation(
      @Nullable String op, @Nullable String path, @Nullable String from, @Nullable Value value) {}

  private JsonPatch(List<Operation> operations, List<String> complaints) {
    this.operations = operations;
    this.complaints = List.copyOf(complaints);
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
    return read(reading.value(), complaints);
  }

  /// Reads a patch that is parsed already.
  ///
  /// @throws StatusException as [#read(byte\[\])]
  public static JsonPatch of(Value patch) {
    return read(patch, new ArrayList<>());
  }

  private static JsonPatch read(Value patch, List<String> complaints) {
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
    return new JsonPatch(operations, complaints);
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
    return run.document();
  }
}

package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.patch.JsonPatch.Operation;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A document on its way through the operations of one JSON patch.
///
/// Upstream's liberties, which clients see: `replace` of a missing key of a map adds it, `copy` of
/// one and an absent value are `null`, a list is indexed from its end by negative numbers, `test`
/// for `null` passes where there is nothing, and only `replace` and `test` know the whole document.
final class JsonPatchRun {

  /// How many bytes of JSON the copies of one patch may add.
  private static final long COPY_BUDGET = 3L << 20;

  private Value document;
  private long copied;

  /// @param document ours to change
  JsonPatchRun(Value document) {
    this.document = document;
  }

  Value document() {
    return document;
  }

  void perform(Operation operation) {
    String op = operation.op();
    if (op == null || operation.path() == null) {
      throw Faults.rejected();
    }
    Pointer path = Pointer.parse(operation.path());
    switch (op) {
      case "add" -> add(path, given(operation));
      case "remove" -> remove(path);
      case "replace" -> replace(path, operation);
      case "move" -> add(path, remove(from(operation)));
      case "copy" -> add(path, charged(read(from(operation))));
      case "test" -> test(path, operation);
      default -> throw Faults.rejected();
    }
  }

  private static Pointer from(Operation operation) {
    if (operation.from() == null) {
      throw Faults.rejected();
    }
    return Pointer.parse(operation.from());
  }

  /// The operation's own value, which its other runs must not see change.
  private static Value given(Operation operation) {
    return operation.value() == null ? Null.NULL : operation.value().copy();
  }

  private Value charged(Value original) {
    copied += JsonWriter.encodeBare(original).length;
    if (copied > COPY_BUDGET) {
      throw Faults.rejected();
    }
    return original.copy();
  }

  private void add(Pointer path, Value value) {
    switch (container(path)) {
      case MapValue map -> map.put(path.last(), value);
      case ListValue list -> list.add(insertion(path.last(), list.size()), value);
      default -> throw Faults.rejected();
    }
  }

  private Value remove(Pointer path) {
    Value removed =
        switch (container(path)) {
          case MapValue map -> map.remove(path.last());
          case ListValue list -> list.remove(position(path.last(), list.size()));
          default -> null;
        };
    if (removed == null) {
      throw Faults.rejected();
    }
    return removed;
  }

  private void replace(Pointer path, Operation operation) {
    Value value = given(operation);
    if (path.whole()) {
      if (!(value instanceof MapValue) && !(value instanceof ListValue)) {
        throw Faults.rejected();
      }
      document = value;
      return;
    }
    switch (container(path)) {
      case MapValue map -> map.put(path.last(), value);
      case ListValue list -> list.set(position(path.last(), list.size()), value);
      default -> throw Faults.rejected();
    }
  }

  private void test(Pointer path, Operation operation) {
    Value expected = operation.value() == null ? Null.NULL : operation.value();
    Value actual = path.whole() ? document : read(path);
    if (!actual.equals(expected)) {
      throw Faults.rejected();
    }
  }

  private Value read(Pointer path) {
    Value value =
        switch (container(path)) {
          case MapValue map -> map.find(path.last());
          case ListValue list -> list.at(position(path.last(), list.size()));
          default -> throw Faults.rejected();
        };
    return value == null ? Null.NULL : value;
  }

  /// The map or list that holds what `path` points to.
  private Value container(Pointer path) {
    if (path.steps().isEmpty()) {
      throw Faults.rejected();
    }
    return follow(path.parents());
  }

  private Value follow(List<String> steps) {
    Value value = document;
    for (String step : steps) {
      @Nullable Value next =
          switch (value) {
            case MapValue map -> map.find(step);
            case ListValue list -> list.at(position(step, list.size()));
            default -> null;
          };
      if (next == null) {
        throw Faults.rejected();
      }
      value = next;
    }
    return value;
  }

  private static int insertion(String step, int size) {
    return step.equals("-") ? size : position(step, size + 1);
  }

  /// The position that `step` names among `size`, from the end if negative.
  private static int position(String step, int size) {
    long index;
    try {
      index = Long.parseLong(step);
    } catch (NumberFormatException noIndex) {
      throw Faults.rejected();
    }
    if (index < -size || index >= size) {
      throw Faults.rejected();
    }
    return (int) (index < 0 ? index + size : index);
  }
}

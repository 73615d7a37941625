package dev.stopwater.machinery.value;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Walks over whole trees, with a stack of their own: clients may nest ten thousand levels deep.
final class Trees {

  /// Two containers of which the second is to become a copy of the first, or to be compared with
  /// it.
  private record Pair(Value one, Value other) {}

  private Trees() {}

  static MapValue copy(MapValue map) {
    MapValue copy = new MapValue();
    fill(new Pair(map, copy));
    return copy;
  }

  static ListValue copy(ListValue list) {
    ListValue copy = new ListValue();
    fill(new Pair(list, copy));
    return copy;
  }

  private static void fill(Pair root) {
    Deque<Pair> todo = new ArrayDeque<>();
    todo.push(root);
    while (!todo.isEmpty()) {
      Pair pair = todo.pop();
      if (pair.one instanceof MapValue from && pair.other instanceof MapValue to) {
        for (Map.Entry<String, Value> entry : from.entries()) {
          to.put(entry.getKey(), shell(entry.getValue(), todo));
        }
      } else if (pair.one instanceof ListValue from && pair.other instanceof ListValue to) {
        from.forEach(item -> to.add(shell(item, todo)));
      }
    }
  }

  /// The scalar itself, or an empty container that is filled later.
  private static Value shell(Value value, Deque<Pair> todo) {
    return switch (value) {
      case MapValue map -> later(map, new MapValue(), todo);
      case ListValue list -> later(list, new ListValue(), todo);
      default -> value;
    };
  }

  private static Value later(Value from, Value to, Deque<Pair> todo) {
    todo.push(new Pair(from, to));
    return to;
  }

  static boolean equal(Value one, Value other) {
    Deque<Pair> todo = new ArrayDeque<>();
    todo.push(new Pair(one, other));
    while (!todo.isEmpty()) {
      Pair pair = todo.pop();
      boolean same =
          switch (pair.one) {
            case MapValue map -> pair.other instanceof MapValue too && equalKeys(map, too, todo);
            case ListValue list ->
                pair.other instanceof ListValue too && equalSizes(list, too, todo);
            default -> pair.one.equals(pair.other);
          };
      if (!same) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalKeys(MapValue one, MapValue other, Deque<Pair> todo) {
    if (one.size() != other.size()) {
      return false;
    }
    for (Map.Entry<String, Value> entry : one.entries()) {
      if (!equalSoFar(entry.getValue(), other.find(entry.getKey()), todo)) {
        return false;
      }
    }
    return true;
  }

  private static boolean equalSizes(ListValue one, ListValue other, Deque<Pair> todo) {
    if (one.size() != other.size()) {
      return false;
    }
    for (int i = 0; i < one.size(); i++) {
      if (!equalSoFar(one.at(i), other.at(i), todo)) {
        return false;
      }
    }
    return true;
  }

  /// False for what differs at a glance; containers are compared later.
  private static boolean equalSoFar(Value one, @Nullable Value other, Deque<Pair> todo) {
    if (other == null) {
      return false;
    }
    if (one instanceof MapValue || one instanceof ListValue) {
      todo.push(new Pair(one, other));
      return true;
    }
    return one.equals(other);
  }
}

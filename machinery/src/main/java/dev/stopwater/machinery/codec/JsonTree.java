package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.StreamReadException;

/// Builds the tree of one document from the parser's tokens, with a stack of its own.
final class JsonTree {

  private static final int MAX_DUPLICATES = 100;

  /// The digits that any 64-bit number may have without a look at its value.
  private static final int SAFE_DIGITS = 18;

  /// A container that is being filled.
  private static final class Open {
    final Value container;
    String key = "";

    Open(Value container) {
      this.container = container;
    }

    void add(Value value) {
      switch (container) {
        case MapValue map -> map.put(key, value);
        case ListValue list -> list.add(value);
        default -> throw new IllegalStateException();
      }
    }
  }

  private final JsonParser parser;
  private final ArrayList<Open> stack = new ArrayList<>();
  private final Map<String, Json.Duplicate> duplicates = new LinkedHashMap<>();
  private int pathRoom = 1 << 20; // a hundred long paths of one document shall not fill the heap

  JsonTree(JsonParser parser) {
    this.parser = parser;
  }

  Json.Reading read() {
    Value root = take(next());
    while (root == null) {
      root = take(next());
    }
    if (parser.nextToken() != null) {
      throw new StreamReadException(parser, "more than one value");
    }
    return new Json.Reading(root, List.copyOf(duplicates.values()));
  }

  private JsonToken next() {
    JsonToken token = parser.nextToken();
    if (token == null) {
      throw new StreamReadException(parser, "no value");
    }
    return token;
  }

  /// The root, once it is complete.
  private @Nullable Value take(JsonToken token) {
    return switch (token) {
      case START_OBJECT -> open(new MapValue());
      case START_ARRAY -> open(new ListValue());
      case END_OBJECT, END_ARRAY -> close();
      case PROPERTY_NAME -> key(parser.currentName());
      case VALUE_STRING -> add(new Text(parser.getString()));
      case VALUE_NUMBER_INT -> add(whole());
      case VALUE_NUMBER_FLOAT -> add(real());
      case VALUE_TRUE -> add(new Bool(true));
      case VALUE_FALSE -> add(new Bool(false));
      case VALUE_NULL -> add(Null.NULL);
      case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> throw new IllegalStateException();
    };
  }

  private @Nullable Value open(Value container) {
    stack.add(new Open(container));
    return null;
  }

  private @Nullable Value close() {
    Value closed = stack.removeLast().container;
    return add(closed);
  }

  private @Nullable Value key(String key) {
    Open open = stack.getLast();
    open.key = key;
    if (open.container instanceof MapValue map && map.has(key)) {
      duplicate(map, key); // the last of equal keys wins, and stands where the first did
    }
    return null;
  }

  private @Nullable Value add(Value value) {
    if (stack.isEmpty()) {
      return value;
    }
    stack.getLast().add(value);
    return null;
  }

  private Value whole() {
    if (parser.getStringLength() <= SAFE_DIGITS) {
      return new Int(parser.getLongValue());
    }
    String literal = parser.getString();
    try {
      return new Int(Long.parseLong(literal));
    } catch (NumberFormatException tooLarge) {
      return real();
    }
  }

  /// A number too large for a double is a fault even where it would be ignored later.
  private Value real() {
    String literal = parser.getString();
    double value = Double.parseDouble(literal);
    if (Double.isInfinite(value)) {
      throw new DecodeException(
          "json: cannot unmarshal number " + literal + " into Go value of type float64", 0);
    }
    return new Real(value, literal);
  }

  private void duplicate(MapValue map, String key) {
    if (duplicates.size() < MAX_DUPLICATES && pathRoom > 0) {
      Json.Duplicate duplicate = new Json.Duplicate(pathOfTop(), key, map.lastKey());
      String path = duplicate.path();
      pathRoom -= path.length();
      duplicates.putIfAbsent(path, duplicate);
    }
  }

  /// Of the innermost map.
  private String pathOfTop() {
    StringBuilder path = new StringBuilder();
    for (Open open : stack.subList(0, stack.size() - 1)) {
      switch (open.container) {
        case ListValue list -> path.append('[').append(list.size()).append(']');
        default -> path.append(path.isEmpty() ? "" : ".").append(open.key);
      }
    }
    return path.toString();
  }
}

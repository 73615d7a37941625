package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;

/// Values as Go prints an untyped tree, for messages that show one. Keys are sorted.
public final class GoText {

  /// Go's verbs for values.
  private enum Verb {
    PLAIN("map[", ":", " ", "]", "[", "]", "<nil>"),
    SYNTAX("map[string]interface {}{", ":", ", ", "}", "[]interface {}{", "}", "interface {}(nil)");

    final String map;
    final String colon;
    final String separator;
    final String mapEnd;
    final String list;
    final String listEnd;
    final String nil;

    Verb(
        String map,
        String colon,
        String separator,
        String mapEnd,
        String list,
        String listEnd,
        String nil) {
      this.map = map;
      this.colon = colon;
      this.separator = separator;
      this.mapEnd = mapEnd;
      this.list = list;
      this.listEnd = listEnd;
      this.nil = nil;
    }
  }

  private GoText() {}

  /// As `%v`: `map[a:1 b:[x <nil>]]`.
  public static String plain(Value value) {
    return print(value, Verb.PLAIN);
  }

  /// As `%#v`: `map[string]interface {}{"a":1, "b":[]interface {}{"x", interface {}(nil)}}`.
  public static String syntax(Value value) {
    return value instanceof Null ? "<nil>" : print(value, Verb.SYNTAX);
  }

  private static String print(Value root, Verb verb) {
    StringBuilder out = new StringBuilder();
    Deque<Object> todo = new ArrayDeque<>();
    todo.push(root);
    while (!todo.isEmpty()) {
      switch (todo.pop()) {
        case MapValue map -> openMap(map, verb, out, todo);
        case ListValue list -> openList(list, verb, out, todo);
        case Value scalar -> out.append(scalar(scalar, verb));
        case Object piece -> out.append(piece);
      }
    }
    return out.toString();
  }

  private static void openMap(MapValue map, Verb verb, StringBuilder out, Deque<Object> todo) {
    out.append(verb.map);
    todo.push(verb.mapEnd);
    List<String> keys = map.keys().stream().sorted(Utf8::compare).toList().reversed();
    for (int i = 0; i < keys.size(); i++) {
      String key = keys.get(i);
      todo.push(Objects.requireNonNull(map.find(key)));
      boolean first = i == keys.size() - 1;
      String shown = verb == Verb.SYNTAX ? GoQuote.quote(key) : key;
      todo.push((first ? "" : verb.separator) + shown + verb.colon);
    }
  }

  private static void openList(ListValue list, Verb verb, StringBuilder out, Deque<Object> todo) {
    out.append(verb.list);
    todo.push(verb.listEnd);
    for (int i = list.size() - 1; i >= 0; i--) {
      todo.push(list.at(i));
      if (i > 0) {
        todo.push(verb.separator);
      }
    }
  }

  private static String scalar(Value value, Verb verb) {
    return switch (value) {
      case Text text -> verb == Verb.SYNTAX ? GoQuote.quote(text.value()) : text.value();
      case Int number -> Long.toString(number.value());
      case Real number -> GoNumber.text(number.value());
      case Bool flag -> Boolean.toString(flag.value());
      case Null none -> verb.nil;
      case MapValue map -> throw new IllegalArgumentException();
      case ListValue list -> throw new IllegalArgumentException();
    };
  }
}

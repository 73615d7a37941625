package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How a struct of upstream's own looks when a message shows it: each field with its Go name, unset
/// ones with their zero value.
///
/// A form is written as text: `Type:text RollingUpdate:?{MaxSurge:number}`. A field is `Name:kind`,
/// or `Name=key:kind` where the key is not the name with a small first letter. The kinds are
/// `text`, `number` and `flag`, which have a zero value; `any`, which is null where absent; `{…}`
/// for a struct, `?{…}` for one that may be null, `[…]` for a list of structs.
final class InternalForm {

  private record Field(String name, String key, Kind kind, List<Field> fields) {}

  private enum Kind {
    TEXT,
    NUMBER,
    FLAG,
    ANY,
    STRUCT,
    POINTER,
    LIST
  }

  private final List<Field> fields;

  private InternalForm(List<Field> fields) {
    this.fields = fields;
  }

  static InternalForm of(String text) {
    return new InternalForm(new Parser(text).fields());
  }

  /// The object as JSON in upstream's own form.
  String show(@Nullable MapValue object) {
    return ShownValue.json(form(object));
  }

  MapValue form(@Nullable MapValue object) {
    return struct(object == null ? new MapValue() : object, fields);
  }

  private static MapValue struct(MapValue object, List<Field> fields) {
    MapValue shown = new MapValue();
    fields.forEach(field -> shown.put(field.name(), shown(object.find(field.key()), field)));
    return shown;
  }

  private static Value shown(@Nullable Value value, Field field) {
    return switch (field.kind()) {
      case TEXT -> orElse(value, new Text(""));
      case NUMBER -> orElse(value, new Int(0));
      case FLAG -> orElse(value, new Bool(false));
      case ANY -> orElse(value, Null.NULL);
      case STRUCT -> struct(value instanceof MapValue map ? map : new MapValue(), field.fields());
      case POINTER -> value instanceof MapValue map ? struct(map, field.fields()) : Null.NULL;
      case LIST -> value instanceof ListValue list ? structs(list, field.fields()) : Null.NULL;
    };
  }

  private static Value orElse(@Nullable Value value, Value otherwise) {
    return value == null ? otherwise : value;
  }

  private static ListValue structs(ListValue list, List<Field> fields) {
    ListValue shown = new ListValue();
    list.maps().forEach(item -> shown.add(struct(item, fields)));
    return shown;
  }

  /// Reads the text of a form.
  private static final class Parser {

    private final String text;
    private int at;

    Parser(String text) {
      this.text = text;
    }

    List<Field> fields() {
      List<Field> fields = new ArrayList<>();
      skipSpace();
      while (at < text.length() && "}]".indexOf(text.charAt(at)) < 0) {
        fields.add(field());
        skipSpace();
      }
      at++;
      return fields;
    }

    private Field field() {
      String[] names = until(':').split("=", 2);
      String name = names[0];
      String key =
          names.length == 2 ? names[1] : Character.toLowerCase(name.charAt(0)) + name.substring(1);
      return switch (text.charAt(at)) {
        case '{' -> nested(name, key, Kind.STRUCT, 1);
        case '?' -> nested(name, key, Kind.POINTER, 2);
        case '[' -> nested(name, key, Kind.LIST, 1);
        default -> new Field(name, key, plainKind(), List.of());
      };
    }

    private Field nested(String name, String key, Kind kind, int opening) {
      at += opening;
      return new Field(name, key, kind, fields());
    }

    private Kind plainKind() {
      int start = at;
      while (at < text.length() && Character.isLetter(text.charAt(at))) {
        at++;
      }
      return switch (text.substring(start, at)) {
        case "text" -> Kind.TEXT;
        case "number" -> Kind.NUMBER;
        case "flag" -> Kind.FLAG;
        case "any" -> Kind.ANY;
        default -> throw new IllegalArgumentException(text.substring(start));
      };
    }

    private String until(char end) {
      int start = at;
      at = text.indexOf(end, start) + 1;
      return text.substring(start, at - 1);
    }

    private void skipSpace() {
      while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
        at++;
      }
    }
  }
}

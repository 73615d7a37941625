package dev.stopwater.resources.definition;

import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What Go's encoder shows of a typed object: required fields even when they are empty, structs by
/// value as `{}`, and nothing of other empty fields. Whatever changes an object calls it again
/// before the object is stored; to show twice is to show once.
public final class Shapes {

  private final boolean keepsEmptyLists;

  private Shapes(boolean keepsEmptyLists) {
    this.keepsEmptyLists = keepsEmptyLists;
  }

  /// The object as it is shown: `kind`, `apiVersion` and `metadata` first, then the order of the
  /// schema. Fields that the schema does not have are left out. `object` is not changed; opaque
  /// values are shared with it.
  public static MapValue shown(Schema schema, MapValue object) {
    return new Shapes(false).struct(schema, object);
  }

  /// As [#shown], but with the empty lists that a client gave: whether a new object has one or none
  /// makes a difference to some defaults, and to what messages say.
  static MapValue given(Schema schema, MapValue object) {
    return new Shapes(true).struct(schema, object);
  }

  private MapValue struct(Schema schema, MapValue object) {
    MapValue shown = new MapValue();
    for (String first : new String[] {"kind", "apiVersion", "metadata"}) {
      Field field = schema.field(first);
      if (field != null) {
        put(shown, field, object.find(first));
      }
    }
    for (Field field : schema.fields().values()) {
      if (!shown.has(field.name())) {
        put(shown, field, object.find(field.name()));
      }
    }
    return shown;
  }

  private void put(MapValue shown, Field field, @Nullable Value value) {
    if (value == null || value == Null.NULL || isOmitted(field, value)) {
      putEmpty(shown, field);
    } else {
      shown.put(field.name(), shown(field.type(), value));
    }
  }

  private void putEmpty(MapValue shown, Field field) {
    switch (field.whenEmpty()) {
      case OMITTED, UNSET -> {}
      case NULL -> shown.put(field.name(), Null.NULL);
      case ZERO, EMPTY_STRUCT -> shown.put(field.name(), zero(field.type()));
    }
  }

  private boolean isOmitted(Field field, Value value) {
    if (field.whenEmpty() == WhenEmpty.NULL) {
      return isEmptyCollection(field, value);
    }
    if (field.whenEmpty() != WhenEmpty.OMITTED) {
      return false;
    }
    return switch (value) {
      case Text text -> text.value().isEmpty();
      case Int number -> number.value() == 0;
      case Bool flag -> !flag.value();
      case ListValue list -> list.isEmpty() && !keepsEmptyLists;
      case MapValue map -> map.isEmpty() && field.type() instanceof Type.MapOf;
      default -> false;
    };
  }

  /// Stored objects do not tell an empty list from none.
  private static boolean isEmptyCollection(Field field, Value value) {
    return switch (value) {
      case ListValue list -> list.isEmpty();
      case MapValue map -> map.isEmpty() && field.type() instanceof Type.MapOf;
      default -> false;
    };
  }

  private Value shown(Type type, Value value) {
    return switch (type) {
      case Type.Struct(Schema schema) ->
          value instanceof MapValue map ? struct(schema, map) : value;
      case Type.ListOf(Type item) -> value instanceof ListValue list ? items(item, list) : value;
      case Type.MapOf(Type entry) -> value instanceof MapValue map ? entries(entry, map) : value;
      case Type.Scalar scalar -> value;
    };
  }

  private ListValue items(Type type, ListValue list) {
    ListValue shown = new ListValue();
    for (Value item : list) {
      shown.add(item == Null.NULL ? zero(type) : shown(type, item));
    }
    return shown;
  }

  private MapValue entries(Type type, MapValue map) {
    MapValue shown = new MapValue();
    for (Map.Entry<String, Value> entry : map.entries()) {
      Value value = entry.getValue();
      shown.put(entry.getKey(), value == Null.NULL ? zero(type) : shown(type, value));
    }
    return shown;
  }

  /// Go's zero value of a type held by value, as it is shown.
  static Value zero(Type type) {
    return switch (type) {
      case Type.Struct(Schema schema) -> shown(schema, new MapValue());
      case Type.ListOf list -> Null.NULL;
      case Type.MapOf map -> Null.NULL;
      case Type.Scalar scalar ->
          switch (scalar) {
            case STRING, BYTES -> new Text("");
            case BOOL -> new Bool(false);
            case INT32, INT64, DOUBLE, INT_OR_STRING -> new Int(0);
            case QUANTITY -> new Text("0");
            case TIME, MICRO_TIME, RAW -> Null.NULL;
          };
    };
  }
}

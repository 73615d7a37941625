package dev.stopwater.machinery.codec.protobuf;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message of a [MessageTable]: its fields by number, and how JSON writes the whole of it.
final class Message {

  /// How JSON writes a message.
  enum Form {
    /// An object with the fields' names.
    OBJECT,
    /// `seconds` and `nanos` as RFC 3339 text of whole seconds.
    TIME,
    /// `seconds` and `nanos` as RFC 3339 text with six digits.
    MICRO_TIME,
    /// The text in `string`.
    QUANTITY,
    /// `intVal` or `strVal`, as `type` says.
    INT_OR_STRING,
    /// The JSON document in `raw`.
    RAW,
    /// The list in `items`.
    ITEMS,
    /// The object in `schema` if there is one, else the flag `allows`.
    SCHEMA_OR_BOOL,
    /// The list `jSONSchemas` if there is any, else the object in `schema`.
    SCHEMA_OR_ARRAY,
    /// The list `property` if there is any, else the object in `schema`.
    SCHEMA_OR_STRINGS;

    /// As the table writes it, such as `micro-time`.
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Form of(String word) {
      return valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /// The type of one value.
  enum Kind {
    STRING,
    BOOL,
    INT32,
    INT64,
    DOUBLE,
    BYTES,
    MESSAGE
  }

  /// How often a field may come, and where its value goes.
  enum Place {
    SINGLE,
    LIST,
    MAP,
    /// The message's fields stand among those of the message around it.
    INLINE
  }

  /// @param name the JSON name
  /// @param message of a `MESSAGE`, or null
  record Field(String name, Place place, Kind kind, @Nullable Message message) {}

  private final String name;
  private final Form form;
  private final Map<Integer, Field> fields = new HashMap<>();

  Message(String name, Form form) {
    this.name = name;
    this.form = form;
  }

  /// The last part of the name, such as `Container`.
  String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  Form form() {
    return form;
  }

  @Nullable Field field(int number) {
    return fields.get(number);
  }

  Map<Integer, Field> fields() {
    return fields;
  }
}

package dev.stopwater.machinery.codec.protobuf;

import dev.stopwater.machinery.codec.GoTime;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.protobuf.Message.Form;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;

/// The messages that JSON writes as something else than an object of their fields.
final class Forms {

  private static final long TEXT = 1;

  private Forms() {}

  static Value json(Form form, MapValue fields) {
    return switch (form) {
      case OBJECT -> fields;
      case TIME -> time(fields, GoTime::format);
      case MICRO_TIME -> time(fields, GoTime::formatMicro);
      case QUANTITY -> new Text(fields.text("string", "0"));
      case INT_OR_STRING -> intOrString(fields);
      case RAW -> raw(bytes(fields, "raw"));
      case ITEMS -> fields.listOrEmpty("items");
      case SCHEMA_OR_BOOL ->
          fields.has("schema") ? fields.mapOrEmpty("schema") : new Bool(fields.flag("allows"));
      case SCHEMA_OR_ARRAY -> schemaOr(fields, "jSONSchemas");
      case SCHEMA_OR_STRINGS -> schemaOr(fields, "property");
    };
  }

  /// The bytes of a field.
  static byte[] bytes(MapValue fields, String name) {
    return Base64.getDecoder().decode(fields.text(name, ""));
  }

  private static Value schemaOr(MapValue fields, String list) {
    ListValue items = fields.listOrEmpty(list);
    if (!items.isEmpty()) {
      return items;
    }
    return fields.has("schema") ? fields.mapOrEmpty("schema") : Null.NULL;
  }

  /// No time at all is the epoch's zero here, and null in JSON.
  private static Value time(MapValue fields, Function<Instant, String> format) {
    long seconds = fields.integer("seconds", 0);
    long nanos = fields.integer("nanos", 0);
    if (seconds == 0 && nanos == 0) {
      return Null.NULL;
    }
    try {
      return new Text(format.apply(Instant.ofEpochSecond(seconds, nanos)));
    } catch (DateTimeException | ArithmeticException e) {
      throw WireReader.fault("proto: time out of range");
    }
  }

  private static Value intOrString(MapValue fields) {
    return fields.integer("type", 0) == TEXT
        ? new Text(fields.text("strVal", ""))
        : new Int(fields.integer("intVal", 0));
  }

  private static Value raw(byte[] document) {
    if (document.length == 0) {
      return Null.NULL;
    }
    if (Protobuf.isEnvelope(document)) {
      throw WireReader.fault("a protobuf message cannot stand where any JSON may");
    }
    return Json.parse(document);
  }
}

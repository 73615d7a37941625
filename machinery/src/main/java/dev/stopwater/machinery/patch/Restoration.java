package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.GoNumber;
import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.GoField;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.ByteArrayOutputStream;
import java.util.Base64;

/// Untyped trees back to the types of their schema, as upstream does after a strategic merge.
///
/// It is laxer than the JSON decoder, whole floating point numbers and numbers out of range fit
/// into integers, and has other words. What texts say (times, quantities, base64) and which fields
/// are unknown is left to the decoder that comes next.
final class Restoration {

  private Restoration() {}

  /// @throws DecodeException for the first value that does not fit
  static Value restore(Value value, Type type) {
    if (value == Null.NULL) {
      return value;
    }
    return switch (type) {
      case Type.Struct struct -> struct(value, struct);
      case Type.ListOf list -> list(value, list.item());
      case Type.MapOf map -> map(value, map.value());
      case Type.Scalar scalar -> scalar(value, scalar);
    };
  }

  private static Value struct(Value value, Type.Struct type) {
    if (!(value instanceof MapValue map)) {
      throw misfit("cannot restore struct from: " + GoPrint.kind(value));
    }
    for (Field field : type.schema().fields().values()) {
      Value member = map.find(field.name());
      if (member != null) {
        map.put(field.name(), member(member, field, type.schema()));
      }
    }
    return map;
  }

  /// A text of a named type is told by that name.
  private static Value member(Value value, Field field, Schema schema) {
    GoField go = schema.goField(field.name());
    if (field.type() == Type.Scalar.STRING && go != null && go.type() != null) {
      return value == Null.NULL ? value : text(value, go.type());
    }
    return restore(value, field.type());
  }

  private static Value list(Value value, Type item) {
    if (!(value instanceof ListValue list)) {
      throw misfit("cannot restore slice from " + GoPrint.kind(value));
    }
    list.items().replaceAll(element -> restore(element, item));
    return list;
  }

  private static Value map(Value value, Type member) {
    if (!(value instanceof MapValue map)) {
      throw misfit("cannot restore map from " + GoPrint.kind(value));
    }
    map.entries().forEach(entry -> entry.setValue(restore(entry.getValue(), member)));
    return map;
  }

  private static Value scalar(Value value, Type.Scalar type) {
    return switch (type) {
      case STRING -> text(value, "string");
      case BOOL -> {
        if (!(value instanceof Bool)) {
          throw misfit("unrecognized type: bool");
        }
        yield value;
      }
      case INT32 -> integer(value, "int32");
      case INT64 -> integer(value, "int64");
      case DOUBLE -> real(value);
      case BYTES -> bytes(value);
      case TIME, MICRO_TIME -> {
        if (!(value instanceof Text)) {
          throw misfit(Faults.mismatch(value, "Go value of type string"));
        }
        yield value;
      }
      case INT_OR_STRING -> intOrString(value);
      case QUANTITY, RAW -> value;
    };
  }

  private static Value text(Value value, String type) {
    return switch (value) {
      case Text text -> text;
      case Int number -> throw misfit("cannot convert int64 to " + type);
      default -> throw misfit("unrecognized type: string");
    };
  }

  private static Value integer(Value value, String type) {
    return switch (value) {
      case Int number -> type.equals("int32") ? new Int((int) number.value()) : number;
      case Real number -> {
        if (number.value() != Math.rint(number.value())) {
          throw misfit("cannot convert float64 to " + type);
        }
        yield integer(new Int((long) number.value()), type);
      }
      default -> throw misfit("unrecognized type: " + type);
    };
  }

  private static Value real(Value value) {
    return switch (value) {
      case Real number -> number;
      case Int number -> new Real(number.value());
      default -> throw misfit("unrecognized type: float64");
    };
  }

  private static Value bytes(Value value) {
    if (value instanceof Text) {
      return value;
    }
    ListValue list = (ListValue) list(value, Type.Scalar.INT64);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Value item : list) {
      bytes.write(item instanceof Int number ? (int) number.value() : 0);
    }
    return new Text(Base64.getEncoder().encodeToString(bytes.toByteArray()));
  }

  private static Value intOrString(Value value) {
    return switch (value) {
      case Text text -> text;
      case Int number -> {
        if (number.value() != (int) number.value()) {
          throw misfit(tooLarge(Long.toString(number.value())));
        }
        yield number;
      }
      case Real number -> {
        if (number.value() != (int) number.value()) {
          throw misfit(tooLarge(GoNumber.json(number.value())));
        }
        yield new Int((int) number.value());
      }
      default -> throw misfit(Faults.mismatch(value, "Go value of type int32"));
    };
  }

  private static String tooLarge(String number) {
    return "json: cannot unmarshal number " + number + " into Go value of type int32";
  }

  private static DecodeException misfit(String message) {
    return new DecodeException(message, 0);
  }
}

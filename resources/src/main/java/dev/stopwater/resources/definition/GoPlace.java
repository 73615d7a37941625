package dev.stopwater.resources.definition;

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
import java.util.List;

/// Where the decoder is, in the two ways in which messages say it: strict ones with indices and
/// keys (`spec.containers[0].image`), those about types without them but with the innermost struct
/// and embedded structs (`Container.spec.containers.image`).
///
/// @param path for strict errors, empty at the root
/// @param struct the innermost struct's Go name
/// @param goPath for type errors, empty at the root
/// @param type what is expected here
/// @param goType what Go calls that type
record GoPlace(String path, String struct, String goPath, Type type, String goType) {

  static GoPlace root(Schema schema) {
    Type type = new Type.Struct(schema);
    return new GoPlace("", schema.shortName(), "", type, goNameOf(type));
  }

  String pathOf(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  GoPlace field(Schema schema, Field field) {
    GoField go = schema.goField(field.name());
    String goType = go == null || go.type() == null ? goNameOf(field.type()) : go.type();
    List<String> embedded = go == null ? List.of() : go.embeddedIn();
    StringBuilder below = new StringBuilder(goPath);
    for (String name : embedded) {
      below.append(below.isEmpty() ? "" : ".").append(name);
    }
    below.append(below.isEmpty() ? "" : ".").append(field.name());
    return new GoPlace(pathOf(field.name()), struct, below.toString(), field.type(), goType);
  }

  /// The same place, seen by the fields of the struct that begins there.
  GoPlace within(Schema schema) {
    return new GoPlace(path, schema.shortName(), goPath, type, goType);
  }

  GoPlace item(int index) {
    return element(path + "[" + index + "]");
  }

  GoPlace entry(String key) {
    return element(pathOf(key));
  }

  private GoPlace element(String elementPath) {
    Type element =
        switch (type) {
          case Type.ListOf list -> list.item();
          case Type.MapOf map -> map.value();
          case Type.Struct any -> any;
          case Type.Scalar any -> any;
        };
    return new GoPlace(elementPath, struct, goPath, element, elementName(element));
  }

  private String elementName(Type element) {
    if (goType.startsWith("[]")) {
      return goType.substring(2);
    }
    return goType.startsWith("map[")
        ? goType.substring(goType.indexOf(']') + 1)
        : goNameOf(element);
  }

  DecodeException refusal(Value value, String expected) {
    String where = goPath.isEmpty() ? "Go value" : "Go struct field " + struct + "." + goPath;
    return new DecodeException(
        "json: cannot unmarshal "
            + kind(value, expected)
            + " into "
            + where
            + " of type "
            + expected,
        0);
  }

  /// A number is quoted only where a number was expected.
  private static String kind(Value value, String expected) {
    boolean number = expected.startsWith("int") || expected.startsWith("float");
    return switch (value) {
      case Text text -> "string";
      case Bool flag -> "bool";
      case ListValue list -> "array";
      case MapValue map -> "object";
      case Null nothing -> "null";
      case Int whole -> number ? "number " + whole.value() : "number";
      case Real real -> number ? "number " + literal(real) : "number";
    };
  }

  private static String literal(Real real) {
    return real.literal().isEmpty() ? GoNumber.json(real.value()) : real.literal();
  }

  private static String goNameOf(Type type) {
    return switch (type) {
      case Type.ListOf(Type item) -> "[]" + goNameOf(item);
      case Type.MapOf(Type value) -> "map[string]" + goNameOf(value);
      case Type.Struct(Schema schema) -> packageAndName(schema.name());
      case Type.Scalar scalar ->
          switch (scalar) {
            case STRING, TIME, MICRO_TIME -> "string";
            case BOOL -> "bool";
            case INT32, INT_OR_STRING -> "int32";
            case INT64 -> "int64";
            case DOUBLE -> "float64";
            case BYTES -> "[]uint8";
            case QUANTITY -> "resource.Quantity";
            case RAW -> "runtime.RawExtension";
          };
    };
  }

  /// `v1.Container` of `io.k8s.api.core.v1.Container`.
  private static String packageAndName(String name) {
    int before = name.lastIndexOf('.', name.lastIndexOf('.') - 1);
    return name.substring(before + 1);
  }
}

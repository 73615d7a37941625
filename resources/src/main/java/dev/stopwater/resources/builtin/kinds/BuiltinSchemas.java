package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.schema.Type.Scalar;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes schemas of the data file's types.
final class BuiltinSchemas {

  private final Map<String, Schema> schemas = new LinkedHashMap<>();

  private final GoFacts facts;

  private BuiltinSchemas(GoFacts facts) {
    this.facts = facts;
  }

  /// By name, in the order of `types`.
  static Map<String, Schema> of(List<ApiType> types, GoFacts facts) {
    BuiltinSchemas all = new BuiltinSchemas(facts);
    types.forEach(type -> all.schemas.put(type.name(), new Schema(type.name())));
    types.forEach(all::fill);
    return all.schemas;
  }

  private void fill(ApiType type) {
    Schema schema = schema(type.name());
    for (ApiField field : type.fields()) {
      Type of = type(field.shape());
      GoFacts.Fact fact = facts.of(type.name(), field.name());
      if (fact.goField() != null) {
        schema.describe(field.name(), fact.goField());
      }
      schema.add(
          new Field(
              field.name(),
              GoNames.of(field.name()),
              of,
              field.required(),
              fact.whenEmpty() == null ? Shown.byRule(field, of) : fact.whenEmpty(),
              field.listType(),
              field.listMapKeys(),
              field.mergeKey(),
              Set.copyOf(field.patchStrategies()),
              fallback(field.fallback()),
              allowed(field.shape())));
    }
  }

  private Schema schema(String name) {
    Schema schema = schemas.get(name);
    if (schema == null) {
      throw new IllegalArgumentException("a type that the data file does not hold: " + name);
    }
    return schema;
  }

  private Type type(ApiShape shape) {
    return switch (shape) {
      case ApiShape.ListOf list -> new Type.ListOf(type(list.item()));
      case ApiShape.MapOf map -> new Type.MapOf(type(map.value()));
      case ApiShape.Named named -> named(named.name());
      case ApiShape.Scalar scalar -> scalar(scalar.type());
    };
  }

  private Type named(String name) {
    return switch (name.substring(name.lastIndexOf('.') + 1)) {
      case "Time" -> Scalar.TIME;
      case "MicroTime" -> Scalar.MICRO_TIME;
      case "Quantity" -> Scalar.QUANTITY;
      case "IntOrString" -> Scalar.INT_OR_STRING;
      case "RawExtension",
          "FieldsV1",
          "JSON",
          "JSONSchemaPropsOrBool",
          "JSONSchemaPropsOrArray",
          "JSONSchemaPropsOrStringArray" ->
          Scalar.RAW;
      default -> new Type.Struct(schema(name));
    };
  }

  private static Scalar scalar(String type) {
    return switch (type) {
      case "string" -> Scalar.STRING;
      case "bytes" -> Scalar.BYTES;
      case "bool" -> Scalar.BOOL;
      case "int32" -> Scalar.INT32;
      case "int", "int64" -> Scalar.INT64;
      case "double" -> Scalar.DOUBLE;
      case "object" -> Scalar.RAW;
      default -> throw new IllegalArgumentException("not a scalar: " + type);
    };
  }

  /// Of the field, or of the items or values that it holds.
  private static List<String> allowed(ApiShape shape) {
    return switch (shape) {
      case ApiShape.ListOf list -> allowed(list.item());
      case ApiShape.MapOf map -> allowed(map.value());
      case ApiShape.Named named -> List.of();
      case ApiShape.Scalar scalar -> scalar.allowed();
    };
  }

  /// Declared defaults are texts and whole numbers.
  private static @Nullable Value fallback(@Nullable String json) {
    if (json == null) {
      return null;
    }
    return json.startsWith("\"")
        ? new Text(json.substring(1, json.length() - 1))
        : new Int(Long.parseLong(json));
  }
}

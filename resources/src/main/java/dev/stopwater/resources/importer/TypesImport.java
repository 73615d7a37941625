package dev.stopwater.resources.importer;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import dev.stopwater.resources.builtin.kinds.ApiShape;
import dev.stopwater.resources.builtin.kinds.ApiType;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the types of several OpenAPI v3 documents. Descriptions are left out.
final class TypesImport {

  private static final String REF = "#/components/schemas/";

  private final Map<String, ApiType> types = new TreeMap<>();
  private String release = "";

  void add(MapValue document) {
    release = document.mapOrEmpty("info").text("version", release);
    MapValue schemas = document.mapOrEmpty("components").mapOrEmpty("schemas");
    for (Map.Entry<String, Value> entry : schemas.entries()) {
      types.merge(entry.getKey(), type(entry.getKey(), (MapValue) entry.getValue()), this::merged);
    }
  }

  /// The type whose kinds grow with each document is a kind of every group.
  private ApiType merged(ApiType known, ApiType again) {
    if (known.kinds().equals(again.kinds())) {
      return known;
    }
    Set<ApiKind> own = new HashSet<>(known.kinds());
    own.retainAll(again.kinds());
    return new ApiType(
        known.name(),
        known.kinds().stream().filter(own::contains).toList(),
        true,
        known.mapType(),
        known.unions(),
        known.opaque(),
        known.required(),
        known.fields());
  }

  String release() {
    return release;
  }

  /// By package, then by name.
  List<ApiType> all() {
    return types.values().stream().toList();
  }

  private static ApiType type(String name, MapValue schema) {
    if (schema.map("properties") == null) {
      MapValue plain = schema.copy();
      plain.remove("description");
      return new ApiType(
          name, List.of(), false, null, null, PlainJson.of(plain), List.of(), List.of());
    }
    List<ApiField> fields = new ArrayList<>();
    Set<String> required = new HashSet<>(schema.listOrEmpty("required").texts());
    for (Map.Entry<String, Value> entry : schema.mapOrEmpty("properties").entries()) {
      boolean needed = required.contains(entry.getKey());
      fields.add(field(entry.getKey(), needed, (MapValue) entry.getValue()));
    }
    List<ApiKind> kinds =
        schema.listOrEmpty("x-kubernetes-group-version-kind").maps().stream()
            .map(kind ->
                new ApiKind(
                    kind.text("group", ""), kind.text("version", ""), kind.text("kind", "")))
            .toList();
    Value unions = schema.find("x-kubernetes-unions");
    return new ApiType(
        name,
        kinds,
        false,
        schema.text("x-kubernetes-map-type"),
        unions == null ? null : PlainJson.of(unions),
        null,
        schema.listOrEmpty("required").texts(),
        fields);
  }

  private static ApiField field(String name, boolean required, MapValue schema) {
    String strategies = schema.text("x-kubernetes-patch-strategy", "");
    Value fallback = schema.find("default");
    return new ApiField(
        name,
        shape(schema),
        required,
        fallback == null || isZero(fallback) ? null : PlainJson.of(fallback),
        schema.text("x-kubernetes-list-type"),
        schema.listOrEmpty("x-kubernetes-list-map-keys").texts(),
        schema.text("x-kubernetes-map-type"),
        schema.text("x-kubernetes-patch-merge-key"),
        strategies.isEmpty() ? List.of() : List.of(strategies.split(",")));
  }

  private static ApiShape shape(MapValue schema) {
    Value fallback = schema.find("default");
    boolean byValue = fallback != null && isZero(fallback);
    String reference = reference(schema);
    if (reference != null) {
      return new ApiShape.Named(reference.substring(REF.length()), byValue);
    }
    if (schema.map("items") != null) {
      return new ApiShape.ListOf(shape(schema.mapOrEmpty("items")));
    }
    if (schema.map("additionalProperties") != null) {
      return new ApiShape.MapOf(shape(schema.mapOrEmpty("additionalProperties")));
    }
    return new ApiShape.Scalar(scalar(schema), byValue, schema.listOrEmpty("enum").texts());
  }

  private static @Nullable String reference(MapValue schema) {
    return schema.has("$ref")
        ? schema.text("$ref")
        : schema.listOrEmpty("allOf").mapAt(0).text("$ref");
  }

  private static String scalar(MapValue schema) {
    String format = schema.text("format", "");
    return switch (schema.text("type", "")) {
      case "integer" -> format.isEmpty() ? "int" : format;
      case "number" -> "double";
      case "boolean" -> "bool";
      case "string" -> format.equals("byte") ? "bytes" : "string";
      case "object" -> "object";
      default -> throw new IllegalArgumentException("a type that we do not know: " + schema);
    };
  }

  private static boolean isZero(Value value) {
    return switch (PlainJson.of(value)) {
      case "\"\"", "0", "false", "{}" -> true;
      default -> false;
    };
  }
}

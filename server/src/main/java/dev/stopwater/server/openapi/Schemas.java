package dev.stopwater.server.openapi;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import dev.stopwater.resources.builtin.kinds.ApiShape;
import dev.stopwater.resources.builtin.kinds.ApiType;
import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import dev.stopwater.resources.builtin.kinds.Descriptions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Types of the data file as schemas of OpenAPI 3.
final class Schemas {

  static final String REF = "#/components/schemas/";

  private Schemas() {}

  static MapValue reference(String typeName) {
    return MapValue.of("$ref", REF + typeName);
  }

  /// @param group the group and version of the document, which some kinds are part of everywhere
  static MapValue of(ApiType type, Descriptions descriptions, String group, String version) {
    MapValue schema = new MapValue();
    putUnlessNull(schema, "description", descriptions.of(type.name()));
    if (type.opaque() != null) {
      ((MapValue) json(type.opaque()))
          .entries()
          .forEach(entry -> schema.put(entry.getKey(), entry.getValue()));
      return schema;
    }
    schema.put("type", "object");
    putUnlessEmpty(schema, "required", type.required());
    MapValue properties = new MapValue();
    for (ApiField field : type.fields()) {
      properties.put(field.name(), property(field, descriptions.of(type.name(), field.name())));
    }
    schema.put("properties", properties);
    putKinds(schema, type, group, version);
    putUnlessNull(schema, "x-kubernetes-map-type", type.mapType());
    if (type.unions() != null) {
      schema.put("x-kubernetes-unions", json(type.unions()));
    }
    return schema;
  }

  private static void putKinds(MapValue schema, ApiType type, String group, String version) {
    List<ApiKind> kinds = new ArrayList<>(type.kinds());
    if (type.everywhere() && !group.isEmpty()) {
      kinds.add(new ApiKind(group, version, type.shortName()));
    }
    if (!kinds.isEmpty()) {
      ListValue list = new ListValue();
      kinds.forEach(kind -> list.add(kind(kind)));
      schema.put("x-kubernetes-group-version-kind", list);
    }
  }

  static MapValue kind(ApiKind kind) {
    return MapValue.of("group", kind.group(), "kind", kind.kind(), "version", kind.version());
  }

  private static MapValue property(ApiField field, @Nullable String description) {
    MapValue property = shape(field.shape(), true);
    putUnlessNull(property, "description", description);
    if (field.fallback() != null) {
      property.put("default", json(field.fallback()));
    }
    putUnlessEmpty(property, "x-kubernetes-list-map-keys", field.listMapKeys());
    putUnlessNull(property, "x-kubernetes-list-type", field.listType());
    putUnlessNull(property, "x-kubernetes-map-type", field.mapType());
    putUnlessNull(property, "x-kubernetes-patch-merge-key", field.mergeKey());
    if (!field.patchStrategies().isEmpty()) {
      property.put("x-kubernetes-patch-strategy", String.join(",", field.patchStrategies()));
    }
    return property;
  }

  /// @param described whether something may stand beside the type: then a reference is wrapped
  private static MapValue shape(ApiShape shape, boolean described) {
    return switch (shape) {
      case ApiShape.ListOf(ApiShape item) ->
          MapValue.of("type", "array", "items", shape(item, false));
      case ApiShape.MapOf(ApiShape value) ->
          MapValue.of("type", "object", "additionalProperties", shape(value, false));
      case ApiShape.Named(String name, boolean byValue) -> {
        if (!byValue && !described) {
          yield reference(name);
        }
        MapValue wrapped = MapValue.of("allOf", ListValue.of(reference(name)));
        yield byValue ? wrapped.put("default", new MapValue()) : wrapped;
      }
      case ApiShape.Scalar(String type, boolean byValue, List<String> allowed) -> {
        MapValue scalar = scalar(type);
        putUnlessEmpty(scalar, "enum", allowed);
        yield byValue ? scalar.put("default", zero(type)) : scalar;
      }
    };
  }

  private static MapValue scalar(String type) {
    return switch (type) {
      case "bytes" -> MapValue.of("type", "string", "format", "byte");
      case "bool" -> MapValue.of("type", "boolean");
      case "int" -> MapValue.of("type", "integer");
      case "int32", "int64" -> MapValue.of("type", "integer", "format", type);
      case "double" -> MapValue.of("type", "number", "format", "double");
      default -> MapValue.of("type", type);
    };
  }

  private static Value zero(String type) {
    return switch (type) {
      case "bool" -> new Bool(false);
      case "int", "int32", "int64", "double" -> new Int(0);
      case "object" -> new MapValue();
      default -> new Text("");
    };
  }

  private static void putUnlessEmpty(MapValue map, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      map.put(key, ListValue.ofTexts(texts));
    }
  }

  private static void putUnlessNull(MapValue map, String key, @Nullable String text) {
    if (text != null) {
      map.put(key, text);
    }
  }

  private static Value json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}

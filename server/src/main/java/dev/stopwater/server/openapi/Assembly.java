package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.builtin.kinds.ApiDescription;
import dev.stopwater.resources.builtin.kinds.ApiType;
import dev.stopwater.resources.builtin.kinds.Descriptions;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/// Puts paths and the types that they reach together into a document.
final class Assembly {

  private final ApiDescription description;
  private final Descriptions descriptions;
  private final Map<String, ApiType> types = new HashMap<>();

  Assembly(ApiDescription description, Descriptions descriptions) {
    this.description = description;
    this.descriptions = descriptions;
    description.types().forEach(type -> types.put(type.name(), type));
  }

  MapValue document(MapValue paths, String group, String version) {
    TreeMap<String, Value> reached = new TreeMap<>();
    reach(paths, reached, group, version);
    MapValue components = new MapValue();
    if (!reached.isEmpty()) {
      MapValue schemas = new MapValue();
      reached.forEach(schemas::put);
      components.put("schemas", schemas);
    }
    MapValue token =
        MapValue.of(
            "type", "apiKey",
            "description", "Bearer Token authentication",
            "name", "authorization",
            "in", "header");
    components.put("securitySchemes", MapValue.of("BearerToken", token));
    return MapValue.of(
        "openapi", "3.0.0", "info", info(), "paths", paths, "components", components);
  }

  MapValue info() {
    return MapValue.of("title", "Kubernetes", "version", description.release());
  }

  /// Types refer to types, so what was reached is put down before its own references are followed.
  private void reach(Value value, Map<String, Value> reached, String group, String version) {
    switch (value) {
      case MapValue map -> {
        if (map.find("$ref") instanceof Text(String reference)) {
          reachType(reference.substring(Schemas.REF.length()), reached, group, version);
        }
        map.entries().forEach(entry -> reach(entry.getValue(), reached, group, version));
      }
      case ListValue list -> list.forEach(item -> reach(item, reached, group, version));
      default -> {}
    }
  }

  private void reachType(String name, Map<String, Value> reached, String group, String version) {
    ApiType type = types.get(name);
    if (type != null && !reached.containsKey(name)) {
      MapValue schema = Schemas.of(type, descriptions, group, version);
      reached.put(name, schema);
      reach(schema, reached, group, version);
    }
  }
}

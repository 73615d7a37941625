package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// Documents of OpenAPI 3 as one of OpenAPI 2, which says less: no defaults, no alternatives.
final class Swagger {

  private static final String DEFINITIONS = "#/definitions/";
  private static final Set<String> UNKNOWN_TO_V2 = Set.of("default", "oneOf", "allOf", "$ref");

  private Swagger() {}

  static MapValue of(MapValue info, List<MapValue> documents) {
    TreeMap<String, Value> paths = new TreeMap<>();
    TreeMap<String, Value> definitions = new TreeMap<>();
    for (MapValue document : documents) {
      for (Map.Entry<String, Value> path : document.mapOrEmpty("paths").entries()) {
        paths.put(path.getKey(), item((MapValue) path.getValue()));
      }
      MapValue schemas = document.mapOrEmpty("components").mapOrEmpty("schemas");
      for (Map.Entry<String, Value> schema : schemas.entries()) {
        merge(definitions, schema.getKey(), schema((MapValue) schema.getValue()));
      }
    }
    MapValue token =
        MapValue.of(
            "description", "Bearer Token authentication",
            "type", "apiKey",
            "name", "authorization",
            "in", "header");
    return MapValue.of(
        "swagger", "2.0",
        "info", info,
        "paths", map(paths),
        "definitions", map(definitions),
        "securityDefinitions", MapValue.of("BearerToken", token),
        "security", ListValue.of(MapValue.of("BearerToken", new ListValue())));
  }

  /// A type that is a kind of each group version becomes a kind of all of them.
  private static void merge(Map<String, Value> definitions, String name, MapValue schema) {
    String kinds = "x-kubernetes-group-version-kind";
    if (definitions.get(name) instanceof MapValue known
        && known.find(kinds) instanceof ListValue all) {
      for (Value kind : schema.listOrEmpty(kinds)) {
        if (!all.items().contains(kind)) {
          all.add(kind);
        }
      }
    } else {
      definitions.put(name, schema);
    }
  }

  private static MapValue map(Map<String, Value> entries) {
    MapValue map = new MapValue();
    entries.forEach(map::put);
    return map;
  }

  private static MapValue item(MapValue v3) {
    MapValue item = new MapValue();
    for (Map.Entry<String, Value> entry : v3.entries()) {
      item.put(
          entry.getKey(),
          entry.getValue() instanceof MapValue operation
              ? operation(operation)
              : parameters((ListValue) entry.getValue()));
    }
    return item;
  }

  private static MapValue operation(MapValue v3) {
    MapValue operation = new MapValue();
    MapValue body = v3.mapOrEmpty("requestBody");
    operation.put("description", v3.text("description", ""));
    operation.put("consumes", ListValue.ofTexts(consumes(body)));
    operation.put(
        "produces",
        ListValue.ofTexts(
            v3.mapOrEmpty("responses").mapOrEmpty("200").mapOrEmpty("content").keys()));
    operation.put("schemes", ListValue.ofTexts(List.of("https")));
    for (String same : List.of("tags", "operationId")) {
      copy(v3, operation, same);
    }
    ListValue parameters = new ListValue();
    if (!body.isEmpty()) {
      parameters.add(bodyParameter(body));
    }
    parameters(v3.listOrEmpty("parameters")).forEach(parameters::add);
    if (!parameters.isEmpty()) {
      operation.put("parameters", parameters);
    }
    operation.put("responses", responses(v3.mapOrEmpty("responses")));
    for (String same : List.of("x-kubernetes-action", "x-kubernetes-group-version-kind")) {
      copy(v3, operation, same);
    }
    return operation;
  }

  private static void copy(MapValue from, MapValue to, String key) {
    Value value = from.find(key);
    if (value != null) {
      to.put(key, value);
    }
  }

  private static Iterable<String> consumes(MapValue body) {
    return body.isEmpty() ? List.of("*/*") : body.mapOrEmpty("content").keys();
  }

  private static MapValue bodyParameter(MapValue body) {
    MapValue parameter = MapValue.of("name", "body", "in", "body");
    if (body.flag("required")) {
      parameter.put("required", true);
    }
    return parameter.put("schema", schemaOf(body.mapOrEmpty("content")));
  }

  /// All content types of a body have the same schema.
  private static MapValue schemaOf(MapValue content) {
    for (Map.Entry<String, Value> type : content.entries()) {
      return schema(((MapValue) type.getValue()).mapOrEmpty("schema"));
    }
    return new MapValue();
  }

  private static MapValue responses(MapValue v3) {
    MapValue responses = new MapValue();
    for (Map.Entry<String, Value> entry : v3.entries()) {
      MapValue from = (MapValue) entry.getValue();
      MapValue response = MapValue.of("description", from.text("description", ""));
      if (from.find("content") instanceof MapValue content) {
        response.put("schema", schemaOf(content));
      }
      responses.put(entry.getKey(), response);
    }
    return responses;
  }

  private static ListValue parameters(ListValue v3) {
    ListValue parameters = new ListValue();
    for (MapValue from : v3.maps()) {
      MapValue parameter = from.mapOrEmpty("schema").copy();
      from.entries().stream()
          .filter(entry -> !entry.getKey().equals("schema"))
          .forEach(entry -> parameter.put(entry.getKey(), entry.getValue()));
      parameters.add(parameter);
    }
    return parameters;
  }

  private static MapValue schema(MapValue v3) {
    MapValue schema = new MapValue();
    String reference = v3.text("$ref", v3.listOrEmpty("allOf").mapAt(0).text("$ref", ""));
    if (!reference.isEmpty()) {
      schema.put("$ref", DEFINITIONS + reference.substring(Schemas.REF.length()));
    }
    if (v3.has("oneOf")) {
      schema.put("type", "string"); // a number or a text is written as a text
    }
    for (Map.Entry<String, Value> entry : v3.entries()) {
      switch (entry.getKey()) {
        case "properties" -> schema.put("properties", properties((MapValue) entry.getValue()));
        case "items", "additionalProperties" ->
            schema.put(entry.getKey(), schema((MapValue) entry.getValue()));
        default -> {
          if (!UNKNOWN_TO_V2.contains(entry.getKey())) {
            schema.put(entry.getKey(), entry.getValue().copy());
          }
        }
      }
    }
    return schema;
  }

  private static MapValue properties(MapValue v3) {
    MapValue properties = new MapValue();
    v3.entries()
        .forEach(entry -> properties.put(entry.getKey(), schema((MapValue) entry.getValue())));
    return properties;
  }
}

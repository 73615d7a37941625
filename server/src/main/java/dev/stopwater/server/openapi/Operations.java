package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import java.util.List;
import java.util.Map;

/// The parts of an operation that follow from what it does.
final class Operations {

  static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";

  private static final List<String> BODIES =
      List.of("application/json", "application/vnd.kubernetes.protobuf", "application/yaml");
  private static final List<String> STREAMS =
      List.of(
          "application/json",
          "application/json;stream=watch",
          "application/vnd.kubernetes.protobuf",
          "application/vnd.kubernetes.protobuf;stream=watch",
          "application/yaml");
  private static final List<String> PATCHES =
      List.of(
          "application/apply-patch+yaml",
          "application/json-patch+json",
          "application/merge-patch+json",
          "application/strategic-merge-patch+json");
  private static final Map<String, String> MEANING =
      Map.of("200", "OK", "201", "Created", "202", "Accepted");

  private Operations() {}

  /// An operation without a body, a reply or parameters yet.
  static MapValue of(String tag, String description, String id) {
    return MapValue.of(
        "tags", ListValue.ofTexts(List.of(tag)), "description", description, "operationId", id);
  }

  static MapValue marked(MapValue operation, String action, ApiKind kind) {
    return operation
        .put("x-kubernetes-action", action)
        .put("x-kubernetes-group-version-kind", Schemas.kind(kind));
  }

  static void takes(MapValue operation, String typeName) {
    MapValue content = content(List.of("*/*"), Schemas.reference(typeName));
    operation.put("requestBody", MapValue.of("content", content, "required", true));
  }

  static void mayTakeDeleteOptions(MapValue operation) {
    MapValue content = content(List.of("*/*"), Schemas.reference(META + "DeleteOptions"));
    operation.put("requestBody", MapValue.of("content", content));
  }

  static void takesPatch(MapValue operation) {
    MapValue content = content(PATCHES, Schemas.reference(META + "Patch"));
    operation.put("requestBody", MapValue.of("content", content, "required", true));
  }

  static void answers(MapValue operation, String typeName, String... codes) {
    answers(operation, content(BODIES, Schemas.reference(typeName)), codes);
  }

  static void streams(MapValue operation, String typeName) {
    answers(operation, content(STREAMS, Schemas.reference(typeName)), "200");
  }

  static void answersText(MapValue operation, List<String> contentTypes) {
    answers(operation, content(contentTypes, MapValue.of("type", "string")), "200");
  }

  /// The content types of a log: those of all replies, and plain text.
  static List<String> logTypes() {
    return List.of(
        "application/json",
        "application/vnd.kubernetes.protobuf",
        "application/yaml",
        "text/plain");
  }

  static void answersJson(MapValue operation, String typeName) {
    MapValue content = content(List.of("application/json"), Schemas.reference(typeName));
    answers(operation, content, "200");
  }

  private static void answers(MapValue operation, MapValue content, String... codes) {
    MapValue responses = new MapValue();
    for (String code : codes) {
      responses.put(
          code,
          MapValue.of("description", MEANING.getOrDefault(code, code), "content", content.copy()));
    }
    responses.put("401", MapValue.of("description", "Unauthorized"));
    operation.put("responses", responses);
  }

  private static MapValue content(List<String> types, MapValue schema) {
    MapValue content = new MapValue();
    types.forEach(type -> content.put(type, MapValue.of("schema", schema.copy())));
    return content;
  }
}

package dev.stopwater.machinery.select;

import java.util.Map;

/// The little that selection needs to know of an object, so that nobody parses bytes to select.
///
/// @param namespace empty for cluster-scoped objects
/// @param labels shared and unchanged
/// @param fields the values of the kind's own field selectors (`spec.nodeName`), without
///   `metadata.name` and `metadata.namespace`
public record Attributes(
    String namespace,
    String name,
    String uid,
    Map<String, String> labels,
    Map<String, String> fields) {

  public Attributes {
    labels = Map.copyOf(labels);
    fields = Map.copyOf(fields);
  }

  /// The value of a field by which objects are selected; empty where the object has none.
  public String field(String field) {
    return switch (field) {
      case "metadata.name" -> name;
      case "metadata.namespace" -> namespace;
      default -> fields.getOrDefault(field, "");
    };
  }
}

package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The specs of the flow schemas and priority levels that every server has and none may change.
final class MandatoryFlows {

  private MandatoryFlows() {}

  /// The spec of a mandatory schema, or null.
  static @Nullable MapValue schema(String name) {
    return switch (name) {
      case "exempt" -> schema(name, 1, List.of("system:masters"));
      case "catch-all" ->
          schema(name, 10_000, List.of("system:unauthenticated", "system:authenticated"))
              .put("distinguisherMethod", MapValue.of("type", "ByUser"));
      default -> null;
    };
  }

  private static MapValue schema(String level, int precedence, List<String> groups) {
    return MapValue.of(
        "priorityLevelConfiguration",
        MapValue.of("name", level),
        "matchingPrecedence",
        precedence,
        "rules",
        ListValue.of(everything(groups)));
  }

  private static MapValue everything(List<String> groups) {
    ListValue subjects = new ListValue();
    groups.forEach(
        group -> subjects.add(MapValue.of("kind", "Group", "group", MapValue.of("name", group))));
    ListValue any = ListValue.ofTexts(List.of("*"));
    MapValue resources =
        MapValue.of("verbs", any, "apiGroups", any, "resources", any, "clusterScope", true)
            .put("namespaces", any);
    return MapValue.of(
        "subjects",
        subjects,
        "resourceRules",
        ListValue.of(resources),
        "nonResourceRules",
        ListValue.of(MapValue.of("verbs", any, "nonResourceURLs", any)));
  }

  /// The spec of a mandatory priority level, or null; that of `exempt` is without its shares, which
  /// may change.
  static @Nullable MapValue level(String name) {
    return switch (name) {
      case "exempt" -> MapValue.of("type", "Exempt");
      case "catch-all" ->
          MapValue.of(
              "type",
              "Limited",
              "limited",
              MapValue.of(
                  "nominalConcurrencyShares", 5, "limitResponse", MapValue.of("type", "Reject")));
      default -> null;
    };
  }
}

package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.MapValue;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Defaults of access, of definitions of kinds, of flow control and of device claims.
final class PolicyDefaults {

  private static final String RBAC_GROUP = "rbac.authorization.k8s.io";
  private static final Set<String> SUBJECTS_OF_RBAC = Set.of("User", "Group");

  private PolicyDefaults() {}

  static void addTo(Map<String, Rule> rules) {
    rules.put("rbac.v1.Subject", PolicyDefaults::subject);
    rules.put("resource.v1.ExactDeviceRequest", PolicyDefaults::deviceRequest);
    rules.put("resource.v1.DeviceSubRequest", PolicyDefaults::deviceRequest);
    rules.put("apiextensions.v1.CustomResourceDefinitionNames", PolicyDefaults::definitionNames);
    rules.put("apiextensions.v1.CustomResourceDefinitionSpec", PolicyDefaults::definition);
    rules.put("flowcontrol.v1.PriorityLevelConfigurationSpec", PolicyDefaults::priorityLevel);
  }

  private static void subject(MapValue subject) {
    if (subject.text("apiGroup", "").isEmpty()
        && SUBJECTS_OF_RBAC.contains(subject.text("kind", ""))) {
      subject.put("apiGroup", RBAC_GROUP);
    }
  }

  private static void deviceRequest(MapValue request) {
    String mode = request.text("allocationMode", "");
    boolean counted = mode.isEmpty() || mode.equals("ExactCount");
    if (counted && request.integer("count", 0) == 0) {
      request.put("count", 1);
    }
  }

  private static void definitionNames(MapValue names) {
    String kind = names.text("kind", "");
    if (kind.isEmpty()) {
      return;
    }
    if (names.text("singular", "").isEmpty()) {
      names.put("singular", kind.toLowerCase(Locale.ROOT));
    }
    if (names.text("listKind", "").isEmpty()) {
      names.put("listKind", kind + "List");
    }
  }

  private static void definition(MapValue spec) {
    if (spec.map("conversion") == null) {
      spec.put("conversion", MapValue.of("strategy", "None"));
    }
  }

  private static void priorityLevel(MapValue spec) {
    if (spec.text("type", "").equals("Exempt")) {
      spec.mapOrPut("exempt");
    }
  }
}

package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Defaults of access, of secrets, of definitions of kinds and of device claims.
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
    rules.put("core.v1.Secret", PolicyDefaults::secret);
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

  /// Plain texts of a secret are a way to write its data: they are never read back.
  private static void secret(MapValue secret) {
    MapValue texts = secret.map("stringData");
    if (texts == null) {
      return;
    }
    secret.remove("stringData");
    for (String key : texts.keys()) {
      byte[] bytes = texts.text(key, "").getBytes(StandardCharsets.UTF_8);
      secret.mapOrPut("data").put(key, Base64.getEncoder().encodeToString(bytes));
    }
  }
}

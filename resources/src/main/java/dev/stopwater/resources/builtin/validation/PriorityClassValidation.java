package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.List;
import java.util.Map;

/// The rules of PriorityClasses.
final class PriorityClassValidation {

  static final KindValidation RULES =
      KindValidation.of(PriorityClassValidation::create).update(PriorityClassValidation::update);

  private static final Path VALUE = Path.of("value");
  private static final Path POLICY = Path.of("preemptionPolicy");
  private static final List<String> POLICIES = List.of("PreemptLowerPriority", "Never");
  private static final long HIGHEST = 1_000_000_000;
  private static final Map<String, Long> SYSTEM =
      Map.of("system-node-critical", 2_000_001_000L, "system-cluster-critical", 2_000_000_000L);

  private PriorityClassValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    String name = object.mapOrEmpty("metadata").text("name", "");
    if (name.startsWith("system-")) {
      system(name, object, errors);
    } else if (object.integer("value", 0) > HIGHEST) {
      errors.forbidden(VALUE, "maximum allowed value of a user defined priority is " + HIGHEST);
    }
    String policy = object.text("preemptionPolicy");
    if (policy != null && !POLICIES.contains(policy)) {
      errors.notSupportedText(POLICY, policy, POLICIES);
    }
  }

  private static void system(String name, MapValue object, FieldErrors errors) {
    Long value = SYSTEM.get(name);
    String fault = "";
    if (value == null) {
      fault = name + " is not a known system priority class";
    } else if (object.integer("value", 0) != value) {
      fault = "value of " + name + " PriorityClass must be " + value;
    } else if (object.flag("globalDefault")) {
      fault = "globalDefault of " + name + " PriorityClass must be false";
    }
    if (!fault.isEmpty()) {
      errors.forbidden(
          Path.of("metadata", "name"),
          "priority class names with 'system-' prefix are reserved for system use only. error: "
              + fault);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    if (now.integer("value", 0) != old.integer("value", 0)) {
      errors.forbidden(VALUE, "may not be changed in an update.");
    }
    Text never = new Text("PreemptLowerPriority");
    var policy = now.find("preemptionPolicy");
    var before = old.find("preemptionPolicy");
    Immutable.value(
        policy == null ? never : policy,
        before == null ? never : before,
        POLICY,
        Immutable.MESSAGE,
        errors);
  }
}

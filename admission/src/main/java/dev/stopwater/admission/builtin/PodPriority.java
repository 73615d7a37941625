package dev.stopwater.admission.builtin;

import dev.stopwater.admission.Admission;
import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.Lookup;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// A pod has the priority and the preemption policy of its class, or of the class that is the
/// default of all; a pod without any has priority zero.
final class PodPriority implements Admission {

  private static final String GROUP = "scheduling.k8s.io";
  private static final String CLASSES = "priorityclasses";
  private static final String PREEMPT = "PreemptLowerPriority";

  private final Lookup lookup;

  PodPriority(Lookup lookup) {
    this.lookup = lookup;
  }

  @Override
  public void mutate(AdmissionAttributes attributes) {
    if (!attributes.isFor("", "pods")) {
      return;
    }
    MapValue spec = attributes.object().mapOrPut("spec");
    if (attributes.operation() == Operation.CREATE) {
      rank(attributes, spec);
    } else if (attributes.operation() == Operation.UPDATE) {
      MapValue before = attributes.oldOrEmpty().mapOrEmpty("spec");
      keepUnlessGiven("priority", spec, before);
      keepUnlessGiven("preemptionPolicy", spec, before);
    }
  }

  private static void keepUnlessGiven(String field, MapValue spec, MapValue before) {
    Value value = before.find(field);
    if (value != null) {
      spec.putIfAbsent(field, value.copy());
    }
  }

  private void rank(AdmissionAttributes attributes, MapValue spec) {
    MapValue chosen = classOf(attributes, spec);
    long priority = chosen == null ? 0 : chosen.integer("value", 0);
    String policy = chosen == null ? PREEMPT : chosen.text("preemptionPolicy", PREEMPT);
    Long asked = spec.integer("priority");
    if (asked != null && asked != priority) {
      throw attributes.forbidden(
          "the integer value of priority (%d) must not be provided in pod spec; priority admission controller computed %d from the given PriorityClass name"
              .formatted(asked, priority));
    }
    String askedPolicy = spec.text("preemptionPolicy");
    if (askedPolicy != null && !askedPolicy.equals(policy)) {
      throw attributes.forbidden(
          "the string value of PreemptionPolicy (%s) must not be provided in pod spec; priority admission controller computed %s from the given PriorityClass name"
              .formatted(askedPolicy, policy));
    }
    spec.put("priority", priority).put("preemptionPolicy", policy);
  }

  private @Nullable MapValue classOf(AdmissionAttributes attributes, MapValue spec) {
    String name = spec.text("priorityClassName", "");
    if (name.isEmpty()) {
      MapValue common = defaultClass();
      if (common != null) {
        spec.put("priorityClassName", common.mapOrEmpty("metadata").text("name", ""));
      }
      return common;
    }
    MapValue found = lookup.find(GROUP, CLASSES, "", name);
    if (found == null) {
      throw attributes.forbidden("no PriorityClass with name " + name + " was found");
    }
    return found;
  }

  /// Of several defaults, which can only be there for a moment, the lowest counts.
  private @Nullable MapValue defaultClass() {
    return lookup.list(GROUP, CLASSES, "").stream()
        .filter(one -> one.flag("globalDefault"))
        .min(Comparator.comparingLong(one -> one.integer("value", 0)))
        .orElse(null);
  }

  @Override
  public void validate(AdmissionAttributes attributes) {
    boolean written =
        attributes.operation() == Operation.CREATE || attributes.operation() == Operation.UPDATE;
    if (!written
        || !attributes.isFor(GROUP, CLASSES)
        || !attributes.object().flag("globalDefault")) {
      return;
    }
    MapValue common = defaultClass();
    String name = common == null ? "" : common.mapOrEmpty("metadata").text("name", "");
    boolean itself = name.equals(attributes.shownName());
    if (common != null && !(itself && attributes.operation() == Operation.UPDATE)) {
      throw attributes.forbidden(
          "PriorityClass " + name + " is already marked as default. Only one default can exist");
    }
  }
}

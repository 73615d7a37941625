package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.Metadata;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A PodDisruptionBudget before an eviction: whether it allows one, and what it looks like after.
///
/// @param object the budget as it is stored
record DisruptionBudget(MapValue object) {

  private static final String ALLOWED = "DisruptionAllowed";
  private static final int MOST_DISRUPTED = 2_000; // names that a budget remembers
  private static final int SECONDS_TO_WAIT = 10;
  private static final Resource RESOURCE = new Resource("policy", "poddisruptionbudget");

  private MapValue status() {
    return object.mapOrEmpty("status");
  }

  /// Whether a pod that is not ready may go without being counted.
  boolean letsUnhealthyGo() {
    String policy = object.mapOrEmpty("spec").text("unhealthyPodEvictionPolicy", "IfHealthyBudget");
    long desired = status().integer("desiredHealthy", 0);
    return policy.equals("AlwaysAllow")
        || (desired > 0 && status().integer("currentHealthy", 0) >= desired);
  }

  /// The budget after one disruption more.
  ///
  /// @throws StatusException 429 if it allows none, 403 if it cannot count any more
  MapValue disrupted(String pod, Instant now) {
    long allowed = checkAllowed();
    MapValue changed = object.copy();
    MapValue status = changed.mapOrPut("status");
    status.put("disruptionsAllowed", allowed - 1);
    status.mapOrPut("disruptedPods").put(pod, Metadata.time(now));
    if (allowed == 1) {
      exhaust(changed, status, now);
    }
    return changed;
  }

  private long checkAllowed() {
    String name = Metadata.name(object);
    long generation = object.mapOrEmpty("metadata").integer("generation", 0);
    if (status().integer("observedGeneration", 0) < generation) {
      throw refused(
          "The disruption budget " + name + " is still being processed by the server.",
          SECONDS_TO_WAIT);
    }
    long allowed = status().integer("disruptionsAllowed", 0);
    if (allowed < 0) {
      throw StatusException.forbidden(RESOURCE, name, "pdb disruptions allowed is negative");
    }
    if (status().mapOrEmpty("disruptedPods").size() > MOST_DISRUPTED) {
      throw StatusException.forbidden(
          RESOURCE,
          name,
          "DisruptedPods map too big - too many evictions not confirmed by PDB controller");
    }
    if (allowed == 0) {
      throw refused(whyNone(name), 0);
    }
    return allowed;
  }

  private String whyNone(String name) {
    MapValue condition = condition();
    if (condition != null && condition.text("reason", "").equals("SyncFailed")) {
      return "The disruption budget "
          + name
          + " does not allow evicting pods currently because it failed sync: "
          + condition.text("message", "");
    }
    return "The disruption budget %s needs %d healthy pods and has %d currently"
        .formatted(
            name, status().integer("desiredHealthy", 0), status().integer("currentHealthy", 0));
  }

  private @Nullable MapValue condition() {
    for (Value each : status().listOrEmpty("conditions")) {
      if (each instanceof MapValue map && map.text("type", "").equals(ALLOWED)) {
        return map;
      }
    }
    return null;
  }

  private static StatusException refused(String why, int seconds) {
    return new StatusException(
        429,
        "TooManyRequests",
        "Cannot evict pod as it would violate the pod's disruption budget.",
        new StatusException.Details(
            "", "", "", "", List.of(new FieldError("DisruptionBudget", "", why)), seconds));
  }

  /// Says in the conditions that no further disruption is allowed.
  private static void exhaust(MapValue budget, MapValue status, Instant now) {
    ListValue conditions = new ListValue();
    String since = Metadata.time(now);
    for (Value each : status.listOrEmpty("conditions")) {
      if (each instanceof MapValue map && map.text("type", "").equals(ALLOWED)) {
        since =
            map.text("status", "").equals("False") ? map.text("lastTransitionTime", since) : since;
      } else {
        conditions.add(each);
      }
    }
    conditions.add(
        MapValue.of("type", ALLOWED, "status", "False")
            .put("observedGeneration", budget.mapOrEmpty("metadata").integer("generation", 0))
            .put("lastTransitionTime", since)
            .put("reason", "InsufficientPods")
            .put("message", ""));
    status.put("conditions", conditions);
  }
}

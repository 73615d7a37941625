package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Namespaces, definitions of kinds, aggregated groups, accounts, signing requests.
final class ClusterPreparation {

  private static final Set<String> VERDICTS = Set.of("Approved", "Denied");

  private ClusterPreparation() {}

  static void addTo(Map<String, KindRule> rules) {
    rules.put(
        "Namespace",
        KindRule.creating(ClusterPreparation::createNamespace)
            .updating(ClusterPreparation::updateNamespace));
    rules.put(
        "apiextensions.k8s.io/CustomResourceDefinition",
        KindRule.creating((definition, now) -> noteStoredVersions(definition))
            .updating((definition, old, now) -> noteStoredVersions(definition)));
    rules.put(
        "apiregistration.k8s.io/APIService", KindRule.creating(ClusterPreparation::createGroup));
    rules.put("LimitRange", KindRule.creating(ClusterPreparation::nameLimitRange));
    rules.put(
        "ServiceAccount",
        KindRule.creating((account, now) -> onlyNamesOfSecrets(account))
            .updating((account, old, now) -> onlyNamesOfSecrets(account)));
    rules.put(
        "certificates.k8s.io/CertificateSigningRequest",
        KindRule.NONE
            .updating((request, old, now) -> Preparation.keep("spec", request, old))
            .writingStatus(ClusterPreparation::signingStatus));
    rules.put(
        "Node", KindRule.creating((node, now) -> node.mapOrEmpty("spec").remove("configSource")));
    rules.put(
        "coordination.k8s.io/Lease",
        KindRule.creating((lease, now) -> dropElection(lease))
            .updating((lease, old, now) -> dropElection(lease)));
    rules.put(
        "discovery.k8s.io/EndpointSlice",
        KindRule.creating((slice, now) -> dropTopology(slice))
            .updating((slice, old, now) -> dropTopology(slice)));
    rules.put(
        "resource.k8s.io/ResourceSlice",
        KindRule.creating(ClusterPreparation::stampTaints)
            .updating((slice, old, now) -> stampTaints(slice, now)));
  }

  /// The last finalizer of each namespace is the server's own.
  private static void createNamespace(MapValue namespace, Instant now) {
    namespace.put("status", MapValue.of("phase", "Active"));
    nameLabel(namespace);
    MapValue spec = namespace.mapOrPut("spec");
    ListValue finalizers = spec.listOrEmpty("finalizers");
    if (!finalizers.texts().contains("kubernetes")) {
      spec.put("finalizers", finalizers.add(new Text("kubernetes")));
    }
  }

  private static void updateNamespace(MapValue namespace, MapValue old, Instant now) {
    Preparation.keep("finalizers", namespace.mapOrPut("spec"), old.mapOrEmpty("spec"));
    nameLabel(namespace);
  }

  /// Defaults have set it already, unless the name was yet to be generated.
  private static void nameLabel(MapValue namespace) {
    MapValue metadata = namespace.mapOrPut("metadata");
    metadata.mapOrPut("labels").put("kubernetes.io/metadata.name", metadata.text("name", ""));
  }

  /// Alone among all kinds, limit ranges are given a name where they have none.
  private static void nameLimitRange(MapValue range, Instant now) {
    MapValue metadata = range.mapOrPut("metadata");
    if (metadata.text("name", "").isEmpty()) {
      metadata.put("name", UUID.randomUUID().toString());
    }
  }

  private static void noteStoredVersions(MapValue definition) {
    MapValue status = definition.mapOrPut("status");
    ListValue stored = status.listOrEmpty("storedVersions");
    for (MapValue version : definition.mapOrEmpty("spec").listOrEmpty("versions").maps()) {
      String name = version.text("name", "");
      if (version.flag("storage") && !stored.texts().contains(name)) {
        stored.add(new Text(name));
      }
    }
    if (!stored.isEmpty()) {
      status.put("storedVersions", stored);
    }
  }

  /// A group version without a service is served by the server itself, and so is there at once.
  private static void createGroup(MapValue group, Instant now) {
    if (group.mapOrEmpty("spec").map("service") == null) {
      MapValue available =
          MapValue.of(
              "type", "Available",
              "status", "True",
              "lastTransitionTime", Times.of(now),
              "reason", "Local",
              "message", "Local APIServices are always available");
      group.mapOrPut("status").put("conditions", ListValue.of(available));
    }
  }

  /// Elections among candidates are not served by default.
  private static void dropElection(MapValue lease) {
    MapValue spec = lease.mapOrEmpty("spec");
    spec.remove("strategy");
    spec.remove("preferredHolder");
  }

  /// A field that can be read where it is stored, and not written any more.
  private static void dropTopology(MapValue slice) {
    slice
        .listOrEmpty("endpoints")
        .maps()
        .forEach(endpoint -> endpoint.remove("deprecatedTopology"));
  }

  private static void onlyNamesOfSecrets(MapValue account) {
    List<MapValue> secrets = account.listOrEmpty("secrets").maps();
    for (MapValue secret : secrets) {
      String name = secret.text("name", "");
      List.copyOf(secret.keys()).forEach(secret::remove);
      if (!name.isEmpty()) {
        secret.put("name", name);
      }
    }
  }

  private static void signingStatus(MapValue request, MapValue old, Instant now) {
    stampConditions(request, old, now);
    MapValue status = request.mapOrPut("status");
    ListValue conditions = status.listOrEmpty("conditions");
    boolean judged = conditions.maps().stream().anyMatch(ClusterPreparation::isVerdict);
    if (!judged) {
      old.mapOrEmpty("status").listOrEmpty("conditions").maps().stream()
          .filter(ClusterPreparation::isVerdict)
          .forEach(verdict -> conditions.add(verdict.copy()));
    }
    if (!conditions.isEmpty()) {
      status.put("conditions", conditions);
    }
  }

  private static boolean isVerdict(MapValue condition) {
    return VERDICTS.contains(condition.text("type", ""));
  }

  /// Fills in the times of conditions that came without.
  private static void stampConditions(MapValue request, MapValue old, Instant now) {
    List<MapValue> before = old.mapOrEmpty("status").listOrEmpty("conditions").maps();
    for (MapValue condition : request.mapOrEmpty("status").listOrEmpty("conditions").maps()) {
      if (condition.text("lastUpdateTime") == null) {
        condition.put("lastUpdateTime", Times.of(now));
      }
      if (condition.text("lastTransitionTime") == null) {
        condition.put("lastTransitionTime", lastTransition(condition, before, now));
      }
    }
  }

  private static Text lastTransition(MapValue condition, List<MapValue> before, Instant now) {
    for (MapValue one : before) {
      String time = one.text("lastTransitionTime");
      boolean same =
          one.text("type", "").equals(condition.text("type", ""))
              && one.text("status", "").equals(condition.text("status", ""));
      if (same && time != null) {
        return new Text(time);
      }
    }
    return Times.of(now);
  }

  private static void stampTaints(MapValue slice, Instant now) {
    for (MapValue device : slice.mapOrEmpty("spec").listOrEmpty("devices").maps()) {
      for (MapValue taint : device.listOrEmpty("taints").maps()) {
        if (taint.text("timeAdded") == null) {
          taint.put("timeAdded", Times.of(now));
        }
      }
    }
  }
}

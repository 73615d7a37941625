package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;
import java.util.Map;

/// Volumes and claims on them.
final class StoragePreparation {

  private static final String SNAPSHOT_GROUP = "snapshot.storage.k8s.io";

  private StoragePreparation() {}

  static void addTo(Map<String, KindRule> rules) {
    rules.put(
        "PersistentVolumeClaim",
        KindRule.creating((claim, now) -> normalizeSources(claim.mapOrEmpty("spec"), true))
            .updating((claim, old, now) -> {
              boolean sourced = old.at("spec", "dataSourceRef") != null;
              if (!sourced || claim.at("spec", "dataSourceRef") == null) {
                normalizeSources(claim.mapOrEmpty("spec"), true);
              }
            }));
    rules.put(
        "storage.k8s.io/CSIDriver",
        KindRule.creating(
                (driver, now) -> driver.mapOrEmpty("spec").remove("preventPodSchedulingIfMissing"))
            .updating((driver, old, now) ->
                driver.mapOrEmpty("spec").remove("preventPodSchedulingIfMissing")));
    rules.put(
        "PersistentVolume",
        KindRule.creating((volume, now) ->
                volume
                    .mapOrPut("status")
                    .put("phase", "Pending")
                    .put("lastPhaseTransitionTime", Times.of(now)))
            .writingStatus(StoragePreparation::volumeStatus));
  }

  /// A claim says where its content comes from in an old field and a new one: each fills the other.
  /// The old field knows claims and snapshots only; other namespaces are not served.
  static void normalizeSources(MapValue spec, boolean fill) {
    MapValue source = spec.map("dataSource");
    if (source != null && !known(source)) {
      spec.remove("dataSource");
      source = null;
    }
    MapValue reference = spec.map("dataSourceRef");
    if (reference != null && !reference.text("namespace", "").isEmpty()) {
      spec.remove("dataSourceRef");
      reference = null;
    }
    if (fill && source != null && reference == null) {
      spec.put("dataSourceRef", source.copy());
    } else if (fill && source == null && reference != null) {
      spec.put("dataSource", reference.copy());
    }
  }

  private static boolean known(MapValue source) {
    String group = source.text("apiGroup", "");
    return switch (source.text("kind", "")) {
      case "PersistentVolumeClaim" -> group.isEmpty();
      case "VolumeSnapshot" -> group.equals(SNAPSHOT_GROUP);
      default -> false;
    };
  }

  private static void volumeStatus(MapValue volume, MapValue old, Instant now) {
    MapValue status = volume.mapOrPut("status");
    MapValue before = old.mapOrEmpty("status");
    boolean moved = !status.text("phase", "").equals(before.text("phase", ""));
    boolean told =
        status.has("lastPhaseTransitionTime")
            && !status
                .text("lastPhaseTransitionTime", "")
                .equals(before.text("lastPhaseTransitionTime", ""));
    if (moved && !told) {
      status.put("lastPhaseTransitionTime", Times.of(now));
    }
  }
}

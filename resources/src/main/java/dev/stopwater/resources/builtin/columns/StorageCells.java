package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Cells of volumes, claims and classes.
final class StorageCells {

  private static final Map<String, String> MODES = modes();
  private static final String CLASS = "volume.beta.kubernetes.io/storage-class";
  private static final List<String> DEFAULT_STORAGE =
      List.of(
          "storageclass.kubernetes.io/is-default-class",
          "storageclass.beta.kubernetes.io/is-default-class");
  private static final List<String> DEFAULT_INGRESS =
      List.of("ingressclass.kubernetes.io/is-default-class");

  private StorageCells() {}

  static void addTo(Functions functions) {
    functions
        .list("accessModes", StorageCells::accessModes)
        .object("volumePhase", StorageCells::phase)
        .object("storageClassName", StorageCells::className)
        .object("claimCapacity", StorageCells::claimCapacity)
        .object("claimModes", StorageCells::claimModes)
        .object("defaultClassName", each -> marked(each, DEFAULT_STORAGE))
        .object("defaultIngressName", each -> marked(each, DEFAULT_INGRESS))
        .list("audiences", StorageCells::audiences);
  }

  private static Map<String, String> modes() {
    Map<String, String> modes = new LinkedHashMap<>();
    modes.put("ReadWriteOnce", "RWO");
    modes.put("ReadOnlyMany", "ROX");
    modes.put("ReadWriteMany", "RWX");
    modes.put("ReadWriteOncePod", "RWOP");
    return modes;
  }

  /// `RWO,ROX`, always in the same order.
  private static String accessModes(ListValue modes) {
    List<String> named = modes.texts();
    return MODES.entrySet().stream()
        .filter(mode -> named.contains(mode.getKey()))
        .map(Map.Entry::getValue)
        .collect(Collectors.joining(","));
  }

  private static String phase(MapValue volume) {
    return volume.mapOrEmpty("metadata").has("deletionTimestamp")
        ? "Terminating"
        : volume.mapOrEmpty("status").text("phase", "");
  }

  /// The annotation of old comes before the field.
  private static String className(MapValue volume) {
    String annotated = volume.textAt("metadata", "annotations", CLASS);
    return annotated == null ? volume.mapOrEmpty("spec").text("storageClassName", "") : annotated;
  }

  /// What a claim got; nothing before it has a volume.
  private static String claimCapacity(MapValue claim) {
    String capacity = claim.textAt("status", "capacity", "storage");
    return bound(claim) ? (capacity == null ? "0" : capacity) : "";
  }

  private static String claimModes(MapValue claim) {
    return bound(claim) ? accessModes(claim.mapOrEmpty("status").listOrEmpty("accessModes")) : "";
  }

  private static boolean bound(MapValue claim) {
    return !claim.mapOrEmpty("spec").text("volumeName", "").isEmpty();
  }

  private static String marked(MapValue object, List<String> annotations) {
    MapValue metadata = object.mapOrEmpty("metadata");
    boolean marked =
        annotations.stream()
            .anyMatch(each -> metadata.mapOrEmpty("annotations").text(each, "").equals("true"));
    return metadata.text("name", "") + (marked ? " (default)" : "");
  }

  private static @Nullable String audiences(ListValue requests) {
    return requests.isEmpty()
        ? null
        : requests.maps().stream()
            .map(each -> each.text("audience", ""))
            .collect(Collectors.joining(","));
  }
}

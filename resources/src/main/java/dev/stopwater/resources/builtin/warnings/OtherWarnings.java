package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What volumes, claims, drivers, services and the like are warned about.
final class OtherWarnings {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z ]+)-----\\s[^-]*-----END \\1-----");

  private static final String MOUNT_OPTIONS = "volume.beta.kubernetes.io/mount-options";

  /// Volumes that only pods are warned about.
  private static final Set<String> OF_PODS = Set.of("flocker", "quobyte");

  private OtherWarnings() {}

  static void add(String kind, MapValue object, boolean created, List<String> warnings) {
    MapValue spec = object.mapOrEmpty("spec");
    switch (kind) {
      case "PersistentVolume" -> {
        storageClass(object, warnings);
        if (object.textAt("metadata", "annotations", MOUNT_OPTIONS) != null) {
          warnings.add(
              "metadata.annotations["
                  + MOUNT_OPTIONS
                  + "]: deprecated since v1.31; use \"mountOptions\" attribute instead");
        }
        volume(spec, warnings);
      }
      case "PersistentVolumeClaim" -> {
        storageClass(object, warnings);
        MapValue resources = spec.mapOrEmpty("resources");
        for (String part : List.of("requests", "limits")) {
          Fractions.add("spec.resources." + part, resources.map(part), "storage", warnings);
        }
      }
      case "storage.k8s.io/CSIDriver" -> {
        if (!spec.listOrEmpty("tokenRequests").isEmpty()
            && !spec.has("serviceAccountTokenInSecrets")) {
          warnings.add(
              "spec.serviceAccountTokenInSecrets is unset; if supported by this CSI driver, set to"
                  + " true to prevent possible logging of tokens in volume attributes");
        }
      }
      case "storage.k8s.io/StorageClass" -> topologies(object, warnings);
      case "node.k8s.io/RuntimeClass" ->
          object.mapOrEmpty("scheduling").mapOrEmpty("nodeSelector").keys().stream()
              .sorted()
              .forEach(label -> label("scheduling.nodeSelector", label, warnings));
      case "discovery.k8s.io/EndpointSlice" -> {
        if (object.text("addressType", "").equals("FQDN")) {
          warnings.add("spec.addressType: FQDN endpoints are deprecated");
        }
      }
      case "Secret" -> certificate(object, warnings);
      case "Service" -> service(spec, warnings);
      case "networking.k8s.io/Ingress" -> {
        if (created
            && object.textAt("metadata", "annotations", "kubernetes.io/ingress.class") != null) {
          warnings.add(
              "annotation \"kubernetes.io/ingress.class\" is deprecated, please use"
                  + " 'spec.ingressClassName' instead");
        }
      }
      default -> {}
    }
  }

  private static void topologies(MapValue object, List<String> warnings) {
    int term = 0;
    for (MapValue topology : object.listOrEmpty("allowedTopologies").maps()) {
      int index = 0;
      for (MapValue expression : topology.listOrEmpty("matchLabelExpressions").maps()) {
        String at = "allowedTopologies[" + term + "].matchLabelExpressions[" + index++ + "].key";
        label(at, expression.text("key", ""), warnings);
      }
      term++;
    }
  }

  private static void label(String path, String label, List<String> warnings) {
    String text = NodeLabels.text(label);
    if (text != null) {
      warnings.add(path + ": " + text);
    }
  }

  /// Of a job: whether it has more indexes than can be followed.
  static void job(String kind, MapValue object, List<String> warnings) {
    MapValue spec = object.mapOrEmpty("spec");
    if (kind.equals("batch/Job")
        && spec.text("completionMode", "").equals("Indexed")
        && spec.integer("completions", 0) > 100_000
        && spec.integer("parallelism", 0) > 10_000) {
      warnings.add(
          "spec: In Indexed Jobs with a number of completions higher than 10^5 and a parallelism"
              + " higher than 10^4, Kubernetes might not be able to track completedIndexes when a"
              + " big number of indexes fail");
    }
  }

  private static void storageClass(MapValue claim, List<String> warnings) {
    String annotation = "volume.beta.kubernetes.io/storage-class";
    if (claim.textAt("metadata", "annotations", annotation) != null) {
      warnings.add(
          "metadata.annotations["
              + annotation
              + "]: deprecated since v1.8; use \"storageClassName\" attribute instead");
    }
  }

  /// Of a pair of certificate and key: whether both are there to be read.
  private static void certificate(MapValue secret, List<String> warnings) {
    if (!secret.text("type", "").equals("kubernetes.io/tls")) {
      return;
    }
    MapValue data = secret.mapOrEmpty("data");
    if (!hasPem(data.text("tls.crt", ""))) {
      warnings.add("tls: failed to find any PEM data in certificate input");
    } else if (!hasPem(data.text("tls.key", ""))) {
      warnings.add("tls: failed to find any PEM data in key input");
    }
  }

  private static boolean hasPem(String base64) {
    byte[] bytes = Base64.getDecoder().decode(base64);
    return PEM.matcher(new String(bytes, StandardCharsets.ISO_8859_1)).find();
  }

  private static void volume(MapValue spec, List<String> warnings) {
    if (spec.text("persistentVolumeReclaimPolicy", "").equals("Recycle")) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
              + " the recommended approach is to use dynamic provisioning.");
    }
    PlacementWarnings.nodeTerms(
        "spec.nodeAffinity.required.nodeSelectorTerms",
        spec.mapOrEmpty("nodeAffinity").mapOrEmpty("required"),
        warnings);
    PodWarnings.volumeTexts()
        .forEach((field, text) -> {
          if (spec.map(field) != null && !OF_PODS.contains(field)) {
            warnings.add("spec." + PodWarnings.shown(field) + ": " + text);
          }
        });
  }

  private static void service(MapValue spec, List<String> warnings) {
    boolean headless = spec.text("clusterIP", "").equals("None");
    if (headless) {
      headless(spec, warnings);
    } else if (!spec.listOrEmpty("externalIPs").isEmpty()) {
      warnings.add(
          "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
    }
    if (!spec.text("externalName", "").isEmpty() && !spec.text("type", "").equals("ExternalName")) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
    if (spec.text("trafficDistribution", "").equals("PreferClose")) {
      warnings.add(
          "spec.trafficDistribution: \"PreferClose\" is deprecated; use \"PreferSameZone\"");
    }
  }

  private static void headless(MapValue spec, List<String> warnings) {
    String ignored = " is ignored for headless services";
    if (!spec.listOrEmpty("externalIPs").isEmpty()) {
      warnings.add("spec.externalIPs" + ignored);
    }
    if (!spec.text("sessionAffinity", "None").equals("None")) {
      warnings.add("spec.SessionAffinity" + ignored);
    }
  }
}

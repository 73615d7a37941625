package dev.stopwater.resources.builtin.warnings;

import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// What volumes, claims, drivers, services and the like are warned about.
final class OtherWarnings {

  private OtherWarnings() {}

  static void add(String kind, MapValue object, boolean created, List<String> warnings) {
    MapValue spec = object.mapOrEmpty("spec");
    switch (kind) {
      case "PersistentVolume" -> volume(spec, warnings);
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
    return new String(bytes, StandardCharsets.ISO_8859_1).contains("-----BEGIN ");
  }

  private static void volume(MapValue spec, List<String> warnings) {
    if (spec.text("persistentVolumeReclaimPolicy", "").equals("Recycle")) {
      warnings.add(
          "spec.persistentVolumeReclaimPolicy: The Recycle reclaim policy is deprecated. Instead,"
              + " the recommended approach is to use dynamic provisioning.");
    }
    PodWarnings.volumeTexts()
        .forEach((field, text) -> {
          if (spec.map(field) != null) {
            warnings.add("spec." + PodWarnings.shown(field) + ": " + text);
          }
        });
  }

  private static void service(MapValue spec, List<String> warnings) {
    if (!spec.listOrEmpty("externalIPs").isEmpty()) {
      warnings.add(
          "spec.externalIPs is deprecated and may no longer be implemented in some clusters");
    }
    if (!spec.text("externalName", "").isEmpty() && !spec.text("type", "").equals("ExternalName")) {
      warnings.add("spec.externalName is ignored when spec.type is not \"ExternalName\"");
    }
  }
}

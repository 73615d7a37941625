package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for annotations of pods that mean something to the server.
final class PodAnnotations {

  private static final String MIRROR = "kubernetes.io/config.mirror";
  private static final String TOLERATIONS = "scheduler.alpha.kubernetes.io/tolerations";
  private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
  private static final String APP_ARMOR = "container.apparmor.security.beta.kubernetes.io/";
  private static final String SECCOMP_POD = "seccomp.security.alpha.kubernetes.io/pod";
  private static final String SECCOMP_CONTAINER = "container.seccomp.security.alpha.kubernetes.io/";
  private static final String LOCAL = "localhost/";
  private static final List<String> LISTS =
      List.of("initContainers", "containers", "ephemeralContainers");

  private PodAnnotations() {}

  /// @param at where the annotations are
  static void check(MapValue annotations, MapValue spec, Path at, FieldErrors errors) {
    mirror(annotations, spec, at, errors);
    tolerations(annotations, at, errors);
    deletionCost(annotations, at, errors);
    seccomp(annotations, at, errors);
    appArmor(annotations, spec, at, errors);
  }

  private static void mirror(MapValue annotations, MapValue spec, Path at, FieldErrors errors) {
    String mirror = annotations.text(MIRROR);
    if (mirror != null && spec.text("nodeName", "").isEmpty()) {
      errors.invalidText(
          at.key(MIRROR), mirror, "must set spec.nodeName if mirror pod annotation is set");
    }
  }

  private static void tolerations(MapValue annotations, Path at, FieldErrors errors) {
    String text = annotations.text(TOLERATIONS, "");
    if (text.isEmpty()) {
      return;
    }
    try {
      Value value = Json.parse(text.getBytes(StandardCharsets.UTF_8));
      MapValue spec = new MapValue();
      if (value instanceof ListValue) {
        spec.put("tolerations", value);
      }
      for (MapValue toleration : spec.listOrEmpty("tolerations").maps()) {
        SchedulingValidation.toleration(toleration, at.child(TOLERATIONS), errors);
      }
    } catch (DecodeException e) {
      errors.invalidText(at, TOLERATIONS, e.getMessage() == null ? "" : e.getMessage());
    }
  }

  private static void deletionCost(MapValue annotations, Path at, FieldErrors errors) {
    String cost = annotations.text(DELETION_COST);
    if (cost != null && !isCost(cost)) {
      errors.invalidText(at.key(DELETION_COST), cost, "must be a 32bit integer");
    }
  }

  private static boolean isCost(String cost) {
    boolean plain = cost.equals("0") || cost.matches("-?[1-9][0-9]{0,9}");
    if (!plain) {
      return false;
    }
    long value = Long.parseLong(cost);
    return value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE;
  }

  private static void seccomp(MapValue annotations, Path at, FieldErrors errors) {
    String pod = annotations.text(SECCOMP_POD);
    if (pod != null) {
      seccomp(pod, at.child(SECCOMP_POD), errors);
    }
    for (String key : annotations.keys()) {
      if (key.startsWith(SECCOMP_CONTAINER)) {
        seccomp(annotations.text(key, ""), at.child(key), errors);
      }
    }
  }

  private static void seccomp(String profile, Path at, FieldErrors errors) {
    switch (profile) {
      case "runtime/default", "docker/default", "unconfined" -> {}
      default -> {
        if (profile.startsWith(LOCAL)) {
          Paths.relative(profile.substring(LOCAL.length()), at, errors);
        } else {
          errors.invalidText(at, profile, "must be a valid seccomp profile");
        }
      }
    }
  }

  private static void appArmor(MapValue annotations, MapValue spec, Path at, FieldErrors errors) {
    for (String key : annotations.keys()) {
      if (!key.startsWith(APP_ARMOR)) {
        continue;
      }
      String container = key.substring(APP_ARMOR.length());
      boolean known =
          LISTS.stream()
              .flatMap(list -> spec.listOrEmpty(list).maps().stream())
              .anyMatch(it -> it.text("name", "").equals(container));
      if (!known) {
        errors.invalidText(at.key(key), container, "container not found");
        continue;
      }
      String profile = annotations.text(key, "");
      boolean valid =
          profile.isEmpty()
              || profile.equals("runtime/default")
              || profile.equals("unconfined")
              || profile.startsWith(LOCAL);
      if (!valid) {
        errors.invalidText(
            at.key(key), profile, "invalid AppArmor profile name: \"" + profile + "\"");
      }
    }
  }

  /// Seccomp said twice must be said alike: by annotation and by field.
  static void seccompAgrees(MapValue annotations, MapValue spec, Path at, FieldErrors errors) {
    agrees(
        annotations.text(SECCOMP_POD),
        spec.mapOrEmpty("securityContext").map("seccompProfile"),
        at.child("securityContext"),
        errors);
    for (String list : List.of("initContainers", "containers", "ephemeralContainers")) {
      ListValue containers = spec.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        MapValue container = containers.mapAt(i);
        agrees(
            annotations.text(SECCOMP_CONTAINER + container.text("name", "")),
            container.mapOrEmpty("securityContext").map("seccompProfile"),
            at.child(list).index(i).child("securityContext"),
            errors);
      }
    }
  }

  private static void agrees(
      @Nullable String annotation, @Nullable MapValue profile, Path at, FieldErrors errors) {
    if (annotation == null || profile == null) {
      return;
    }
    Path path = at.child("seccompProfile");
    String type = profile.text("type", "");
    boolean same =
        switch (type) {
          case "Unconfined" -> annotation.equals("unconfined");
          case "RuntimeDefault" ->
              annotation.equals("runtime/default") || annotation.equals("docker/default");
          case "Localhost" -> annotation.startsWith(LOCAL);
          default -> true;
        };
    if (!same) {
      errors.forbidden(path.child("type"), "seccomp type in annotation and field must match");
    } else if (type.equals("Localhost")
        && !annotation.equals(LOCAL + profile.text("localhostProfile", ""))) {
      errors.forbidden(
          path.child("localhostProfile"), "seccomp profile in annotation and field must match");
    }
  }
}

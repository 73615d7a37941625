package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for the three lists of containers of a pod.
final class ContainersValidation {

  private static final String ONLY_SIDECARS =
      "may not be set for init containers without restartPolicy=Always";
  private static final List<String> HOOKS =
      List.of("lifecycle", "livenessProbe", "readinessProbe", "startupProbe");

  /// The fields of an ephemeral container that mean nothing there, in upstream's order.
  private static final List<String> NOT_EPHEMERAL =
      List.of(
          "lifecycle",
          "livenessProbe",
          "ports",
          "readinessProbe",
          "resizePolicy",
          "resources",
          "startupProbe");

  private ContainersValidation() {}

  static void all(MapValue spec, Path at, FieldErrors errors) {
    containers(spec, at.child("containers"), errors);
    init(spec, at.child("initContainers"), errors);
    ephemeral(spec, at.child("ephemeralContainers"), errors);
  }

  private static void containers(MapValue spec, Path at, FieldErrors errors) {
    ListValue containers = spec.listOrEmpty("containers");
    if (containers.isEmpty()) {
      errors.required(at);
      return;
    }
    Set<String> names = new HashSet<>();
    for (int i = 0; i < containers.size(); i++) {
      MapValue container = containers.mapAt(i);
      ContainerValidation.common(spec, container, at.index(i), errors);
      unique(container, names, at.index(i), errors);
      ProbeValidation.all(spec, container, at.index(i), errors);
      ContainerValidation.restarts(container, at.index(i), errors);
    }
    Ports.hostPortsDiffer(containers.maps(), at, errors);
  }

  private static void unique(MapValue container, Set<String> names, Path at, FieldErrors errors) {
    String name = container.text("name", "");
    if (!names.add(name)) {
      errors.duplicateText(at.child("name"), name);
    }
  }

  private static Set<String> names(MapValue spec, String list) {
    Set<String> names = new HashSet<>();
    spec.listOrEmpty(list).maps().forEach(container -> names.add(container.text("name", "")));
    return names;
  }

  private static void init(MapValue spec, Path at, FieldErrors errors) {
    Set<String> names = names(spec, "containers");
    ListValue containers = spec.listOrEmpty("initContainers");
    for (int i = 0; i < containers.size(); i++) {
      MapValue container = containers.mapAt(i);
      ContainerValidation.common(spec, container, at.index(i), errors);
      unique(container, names, at.index(i), errors);
      if (container.text("restartPolicy", "").equals("Always")) {
        ProbeValidation.all(spec, container, at.index(i), errors);
      } else {
        for (String hook : HOOKS) {
          if (Fields.isSet(container, hook)) {
            errors.forbidden(at.index(i).child(hook), ONLY_SIDECARS);
          }
        }
      }
      ContainerValidation.restarts(container, at.index(i), errors);
      Ports.hostPortsDiffer(List.of(container), at, errors);
    }
  }

  private static void ephemeral(MapValue spec, Path at, FieldErrors errors) {
    Set<String> targets = names(spec, "containers");
    Set<String> names = new HashSet<>(targets);
    names.addAll(names(spec, "initContainers"));
    ListValue containers = spec.listOrEmpty("ephemeralContainers");
    for (int i = 0; i < containers.size(); i++) {
      MapValue container = containers.mapAt(i);
      Path path = at.index(i);
      ContainerValidation.common(spec, container, path, errors);
      unique(container, names, path, errors);
      String target = container.text("targetContainerName", "");
      if (!target.isEmpty() && !targets.contains(target)) {
        errors.notFound(path.child("targetContainerName"), GoQuote.quote(target));
      }
      fieldsOfEphemeral(container, path, errors);
    }
  }

  private static void fieldsOfEphemeral(MapValue container, Path at, FieldErrors errors) {
    for (String field : NOT_EPHEMERAL) {
      boolean given =
          switch (field) {
            case "ports", "resizePolicy" -> !container.listOrEmpty(field).isEmpty();
            case "resources" -> !Immutable.isEmpty(container.find(field));
            default -> Fields.isSet(container, field);
          };
      if (given) {
        errors.forbidden(at.child(field), "cannot be set for an Ephemeral Container");
      }
    }
    ListValue mounts = container.listOrEmpty("volumeMounts");
    for (int i = 0; i < mounts.size(); i++) {
      for (String field : List.of("subPath", "subPathExpr")) {
        if (!mounts.mapAt(i).text(field, "").isEmpty()) {
          errors.forbidden(
              at.child("volumeMounts").index(i).child(field),
              "cannot be set for an Ephemeral Container");
        }
      }
    }
  }
}

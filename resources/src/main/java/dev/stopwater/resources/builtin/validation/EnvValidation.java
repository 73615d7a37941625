package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The rules for the environment of containers, and for references to a pod's own fields.
final class EnvValidation {

  static final Set<String> ENV_FIELDS =
      new TreeSet<>(
          List.of(
              "metadata.name",
              "metadata.namespace",
              "metadata.uid",
              "spec.nodeName",
              "spec.serviceAccountName",
              "status.hostIP",
              "status.hostIPs",
              "status.podIP",
              "status.podIPs"));
  static final Set<String> VOLUME_FIELDS =
      new TreeSet<>(
          List.of(
              "metadata.annotations",
              "metadata.labels",
              "metadata.name",
              "metadata.namespace",
              "metadata.uid"));

  /// The fields that a version of pods can be asked for at all.
  private static final Set<String> KNOWN =
      Set.of(
          "metadata.annotations",
          "metadata.labels",
          "metadata.name",
          "metadata.namespace",
          "metadata.uid",
          "spec.nodeName",
          "spec.restartPolicy",
          "spec.serviceAccountName",
          "spec.schedulerName",
          "status.phase",
          "status.hostIP",
          "status.hostIPs",
          "status.podIP",
          "status.podIPs",
          "status.nominatedNodeName");

  private static final String OLD_NODE_NAME = "spec.host";
  private static final List<String> RESOURCES =
      List.of(
          "limits.cpu",
          "limits.ephemeral-storage",
          "limits.memory",
          "requests.cpu",
          "requests.ephemeral-storage",
          "requests.memory");
  private static final Set<String> CPU_DIVISORS = Set.of("1m", "1");
  private static final List<String> BYTE_DIVISORS =
      List.of("1", "1k", "1M", "1G", "1T", "1P", "1E", "1Ki", "1Mi", "1Gi", "1Ti", "1Pi", "1Ei");

  private static final String ALL_SOURCES =
      "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or"
          + " `fileKeyRef`";

  private EnvValidation() {}

  static void variable(MapValue variable, Path at, FieldErrors errors) {
    if (required(variable, "name", at, errors)) {
      Fields.text(variable, "name", Names::relaxedEnvVarName, at, errors);
    }
    MapValue source = variable.map("valueFrom");
    if (source != null) {
      source(variable, source, at.child("valueFrom"), errors);
    }
  }

  private static void source(MapValue variable, MapValue source, Path at, FieldErrors errors) {
    int found = 0;
    for (String type :
        List.of("fieldRef", "resourceFieldRef", "configMapKeyRef", "secretKeyRef", "fileKeyRef")) {
      MapValue reference = source.map(type);
      if (reference != null) {
        found++;
        reference(type, reference, at.child(type), errors);
      }
    }
    if (found == 0) {
      errors.invalidText(at, "", ALL_SOURCES);
    } else if (!variable.text("value", "").isEmpty()) {
      errors.invalidText(at, "", "may not be specified when `value` is not empty");
    } else if (found > 1) {
      errors.invalidText(at, "", "may not have more than one field specified at a time");
    }
  }

  private static void reference(String type, MapValue reference, Path at, FieldErrors errors) {
    switch (type) {
      case "fieldRef" -> fieldRef(reference, ENV_FIELDS, at, errors);
      case "resourceFieldRef" -> resourceRef(reference, false, at, errors);
      case "fileKeyRef" -> fileKey(reference, at, errors);
      default -> {
        Fields.text(reference, "name", Names::dnsSubdomain, at, errors);
        if (required(reference, "key", at, errors)) {
          Fields.text(reference, "key", Names::configMapKey, at, errors);
        }
      }
    }
  }

  private static void fileKey(MapValue reference, Path at, FieldErrors errors) {
    if (required(reference, "key", at, errors)) {
      Fields.text(reference, "key", Names::relaxedEnvVarName, at, errors);
    }
    required(reference, "volumeName", at, errors);
    if (required(reference, "path", at, errors)) {
      Paths.noBacksteps(reference.text("path", ""), at.child("path"), errors);
    }
  }

  /// Files that hold variables must be in volumes of the pod.
  static void fileVolumes(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    ListValue variables = container.listOrEmpty("env");
    for (int i = 0; i < variables.size(); i++) {
      MapValue reference = variables.mapAt(i).mapAt("valueFrom", "fileKeyRef");
      if (reference != null) {
        Path path = at.child("env").index(i).child("valueFrom").child("fileKeyRef");
        fileVolume(spec, reference.text("volumeName", ""), path.child("volumeName"), errors);
      }
    }
  }

  private static void fileVolume(MapValue spec, String name, Path at, FieldErrors errors) {
    for (MapValue volume : spec.listOrEmpty("volumes").maps()) {
      if (volume.text("name", "").equals(name)) {
        if (volume.map("emptyDir") == null) {
          errors.invalidText(at, name, "referenced volume must be of type emptyDir");
        }
        return;
      }
    }
    errors.notFound(at, GoQuote.quote(name));
  }

  static void fieldRef(MapValue reference, Set<String> supported, Path at, FieldErrors errors) {
    if (!required(reference, "apiVersion", at, errors)
        || !required(reference, "fieldPath", at, errors)) {
      return;
    }
    String path = reference.text("fieldPath", "");
    int bracket = path.indexOf("['");
    if (bracket > 0 && path.endsWith("']")) {
      subscripted(path, bracket, at, errors);
      return;
    }
    String version = reference.text("apiVersion", "");
    if (!version.equals("v1")) {
      errors.invalidText(
          at.child("fieldPath"),
          path,
          "error converting fieldPath: unsupported pod version: " + version);
    } else if (!KNOWN.contains(path) && !path.equals(OLD_NODE_NAME)) {
      errors.invalidText(
          at.child("fieldPath"),
          path,
          "error converting fieldPath: field label not supported: " + path);
    } else if (!supported.contains(path.equals(OLD_NODE_NAME) ? "spec.nodeName" : path)) {
      errors.notSupportedText(at.child("fieldPath"), path, List.copyOf(supported));
    }
  }

  private static void subscripted(String path, int bracket, Path at, FieldErrors errors) {
    String key = path.substring(bracket + 2, path.length() - 2);
    switch (path.substring(0, bracket)) {
      case "metadata.annotations" ->
          Fields.faults(key, k -> Names.qualifiedName(k.toLowerCase(Locale.ROOT)), at, errors);
      case "metadata.labels" -> Fields.faults(key, Names::qualifiedName, at, errors);
      default ->
          errors.invalidText(
              at.child("fieldPath"),
              path,
              "error converting fieldPath: field label does not support subscript: " + path);
    }
  }

  /// @param volume whether a file of a volume refers, which must say which container's resource
  static void resourceRef(MapValue reference, boolean volume, Path at, FieldErrors errors) {
    String resource = reference.text("resource", "");
    if (volume && reference.text("containerName", "").isEmpty()) {
      errors.required(at.child("containerName"));
    } else if (resource.isEmpty()) {
      errors.required(at.child("resource"));
    } else if (!RESOURCES.contains(resource) && !isHugePages(resource)) {
      errors.notSupportedText(at.child("resource"), resource, RESOURCES);
    }
    divisor(resource, Quantities.of(reference.find("divisor")), at.child("divisor"), errors);
  }

  private static boolean isHugePages(String resource) {
    return resource.startsWith("limits.hugepages-") || resource.startsWith("requests.hugepages-");
  }

  private static void divisor(String resource, Quantity divisor, Path at, FieldErrors errors) {
    if (divisor.isZero()) {
      return;
    }
    String name = resource.substring(resource.indexOf('.') + 1);
    boolean supported =
        switch (name) {
          case "cpu" -> CPU_DIVISORS.contains(divisor.toString());
          case "memory", "ephemeral-storage" -> BYTE_DIVISORS.contains(divisor.toString());
          default -> !isHugePages(resource) || BYTE_DIVISORS.contains(divisor.toString());
        };
    if (supported) {
      return;
    }
    String kind =
        switch (name) {
          case "ephemeral-storage" -> "local ephemeral storage";
          default -> isHugePages(resource) ? "hugepages" : name;
        };
    String values = name.equals("cpu") ? "1m and 1" : String.join(", ", BYTE_DIVISORS);
    errors.invalidText(
        at,
        resource,
        "only divisor's values " + values + " are supported with the " + kind + " resource");
  }

  static void from(MapValue source, Path list, Path at, FieldErrors errors) {
    Fields.ifNotEmpty(source, "prefix", Names::relaxedEnvVarName, at, errors);
    int found = 0;
    for (String type : List.of("configMapRef", "secretRef")) {
      MapValue reference = source.map(type);
      if (reference != null) {
        found++;
        if (required(reference, "name", at.child(type), errors)) {
          Fields.text(reference, "name", Names::dnsSubdomain, at.child(type), errors);
        }
      }
    }
    if (found == 0) {
      errors.invalidText(list, "", "must specify one of: `configMapRef` or `secretRef`");
    } else if (found > 1) {
      errors.invalidText(list, "", "may not have more than one field specified at a time");
    }
  }
}

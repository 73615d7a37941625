package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for what is reported of a pod.
final class PodStatusValidation {

  private static final Path STATUS = Path.of("status");
  private static final List<String> OWN_CONDITIONS =
      List.of("PodScheduled", "Ready", "Initialized");

  private PodStatusValidation() {}

  static void check(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    conditions(status, errors);
    Fields.ifNotEmpty(status, "nominatedNodeName", Names::dnsSubdomain, STATUS, errors);
    restarts(now, old, errors);
    addresses(status, errors);
  }

  private static void conditions(MapValue status, FieldErrors errors) {
    ListValue conditions = status.listOrEmpty("conditions");
    for (int i = 0; i < conditions.size(); i++) {
      String type = conditions.mapAt(i).text("type", "");
      if (!OWN_CONDITIONS.contains(type)) {
        Fields.faults(
            type,
            Names::qualifiedName,
            STATUS.child("conditions").index(i).child("Condition"),
            errors);
      }
    }
  }

  /// A container that has ended does not run again unless the pod's policy lets it.
  private static void restarts(MapValue now, MapValue old, FieldErrors errors) {
    String policy = old.mapOrEmpty("spec").text("restartPolicy", "");
    if (policy.equals("Always")) {
      return;
    }
    Path at = STATUS.child("containerStatuses");
    ListValue before = old.mapOrEmpty("status").listOrEmpty("containerStatuses");
    List<MapValue> after = now.mapOrEmpty("status").listOrEmpty("containerStatuses").maps();
    for (int i = 0; i < before.size(); i++) {
      MapValue ended = before.mapAt(i).mapAt("state", "terminated");
      if (ended == null || (policy.equals("OnFailure") && ended.integer("exitCode", 0) != 0)) {
        continue;
      }
      String name = before.mapAt(i).text("name", "");
      boolean again =
          after.stream()
              .anyMatch(it ->
                  it.text("name", "").equals(name) && it.mapAt("state", "terminated") == null);
      if (again) {
        errors.forbidden(
            at.index(i).child("state"), "may not be transitioned to non-terminated state");
      }
    }
  }

  private static void addresses(MapValue status, FieldErrors errors) {
    list(status, "podIPs", "podIP", errors);
    list(status, "hostIPs", "hostIP", errors);
  }

  private static void list(MapValue status, String list, String single, FieldErrors errors) {
    ListValue addresses = status.listOrEmpty(list);
    Path at = STATUS.child(list);
    for (int i = 0; i < addresses.size(); i++) {
      String address = addresses.mapAt(i).text("ip", "");
      Fields.faults(address, Addresses::ip, at.index(i), errors);
      for (int j = 0; j < i; j++) {
        if (addresses.mapAt(j).text("ip", "").equals(address)) {
          errors.duplicate(at.index(i), "{\"IP\":" + GoQuote.quote(address) + "}");
        }
      }
    }
    if (addresses.size() > 2) {
      errors.invalid(
          at, ShownValue.of(addresses), "may specify no more than one IP for each IP family");
    }
    boolean differ =
        !addresses.isEmpty() && !addresses.mapAt(0).text("ip", "").equals(status.text(single, ""));
    if (differ) {
      errors.invalid(
          at.index(0).child("ip"),
          GoQuote.quote(addresses.mapAt(0).text("ip", "")),
          "must be equal to `" + single + "`");
    }
  }
}

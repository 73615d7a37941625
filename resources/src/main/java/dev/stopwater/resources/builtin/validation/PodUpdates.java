package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.List;

/// What may be changed of a pod.
final class PodUpdates {

  private static final Path SPEC = PodValidation.SPEC;
  private static final String FROZEN =
      "pod updates may not change fields other than"
          + " `spec.containers[*].image`,`spec.initContainers[*].image`,"
          + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing"
          + " tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was"
          + " previously negative)\n";

  private PodUpdates() {}

  static void update(MapValue now, MapValue old, FieldErrors errors) {
    again(now, errors);
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    if (!sameNumber(spec, before, "containers", errors)
        || !sameNumber(spec, before, "initContainers", errors)) {
      return;
    }
    images(spec, "containers", errors);
    images(spec, "initContainers", errors);
    if (!deadline(spec, before, errors)) {
      return;
    }
    tolerations(spec, before, errors);
    gates(spec, before, errors);
    unchanged(munged(spec, before), before, FROZEN, errors);
  }

  /// A changed pod is a pod.
  static void again(MapValue now, FieldErrors errors) {
    MetadataValidation.create(true, now, NameRules.SUBDOMAIN, errors);
    MetadataValidation.standardFinalizers(now, errors);
    PodValidation.whole(now, errors);
  }

  private static boolean sameNumber(
      MapValue spec, MapValue before, String list, FieldErrors errors) {
    boolean same = spec.listOrEmpty(list).size() == before.listOrEmpty(list).size();
    if (!same) {
      errors.forbidden(SPEC.child(list), "pod updates may not add or remove containers");
    }
    return same;
  }

  private static void images(MapValue spec, String list, FieldErrors errors) {
    ListValue containers = spec.listOrEmpty(list);
    for (int i = 0; i < containers.size(); i++) {
      String image = containers.mapAt(i).text("image", "");
      Path at = SPEC.child(list).index(i).child("image");
      if (image.isEmpty()) {
        errors.required(at);
      } else if (!image.strip().equals(image)) {
        errors.invalidText(at, image, "must not have leading or trailing whitespace");
      }
    }
  }

  private static boolean deadline(MapValue spec, MapValue before, FieldErrors errors) {
    Path at = SPEC.child("activeDeadlineSeconds");
    Long seconds = spec.integer("activeDeadlineSeconds");
    Long was = before.integer("activeDeadlineSeconds");
    if (seconds == null) {
      if (was != null) {
        errors.invalid(at, "null", "must not update from a positive integer to nil value");
      }
    } else if (seconds < 0 || seconds > Integer.MAX_VALUE) {
      errors.invalid(at, seconds.toString(), Numbers.inclusive(0, Integer.MAX_VALUE));
      return false;
    } else if (was != null && was < seconds) {
      errors.invalid(at, seconds.toString(), "must be less than or equal to previous value");
      return false;
    }
    return true;
  }

  private static void tolerations(MapValue spec, MapValue before, FieldErrors errors) {
    List<MapValue> tolerations = spec.listOrEmpty("tolerations").maps();
    for (MapValue old : before.listOrEmpty("tolerations").maps()) {
      boolean kept =
          tolerations.stream().anyMatch(now -> Immutable.same(patient(now), patient(old)));
      if (!kept) {
        errors.forbidden(
            SPEC.child("tolerations"),
            "existing toleration can not be modified except its tolerationSeconds");
        return;
      }
    }
    SchedulingValidation.tolerations(spec, SPEC, errors);
  }

  private static MapValue patient(MapValue toleration) {
    MapValue copy = toleration.copy();
    copy.remove("tolerationSeconds");
    return copy;
  }

  private static void gates(MapValue spec, MapValue before, FieldErrors errors) {
    List<MapValue> old = before.listOrEmpty("schedulingGates").maps();
    ListValue gates = spec.listOrEmpty("schedulingGates");
    for (int i = 0; i < gates.size(); i++) {
      String name = gates.mapAt(i).text("name", "");
      if (old.stream().noneMatch(gate -> gate.text("name", "").equals(name))) {
        errors.forbidden(
            SPEC.child("schedulingGates").index(i).child("name"),
            "only deletion is allowed, but found new scheduling gate '" + name + "'");
      }
    }
  }

  /// The new spec with everything that may change put back.
  private static MapValue munged(MapValue spec, MapValue before) {
    MapValue munged = spec.copy();
    for (String list : List.of("containers", "initContainers")) {
      ListValue containers = munged.listOrEmpty(list);
      for (int i = 0; i < containers.size(); i++) {
        restore("image", containers.mapAt(i), before.listOrEmpty(list).mapAt(i));
      }
    }
    restore("activeDeadlineSeconds", munged, before);
    restore("tolerations", munged, before);
    restore("schedulingGates", munged, before);
    boolean shortened =
        before.integer("terminationGracePeriodSeconds", 0) < 0
            && munged.integer("terminationGracePeriodSeconds", 0) == 1;
    if (shortened) {
      restore("terminationGracePeriodSeconds", munged, before);
    }
    if (!before.listOrEmpty("schedulingGates").isEmpty()) {
      GatedPods.restore(munged, before);
    }
    return munged;
  }

  static void restore(String field, MapValue now, MapValue before) {
    Value value = before.find(field);
    if (value == null) {
      now.remove(field);
    } else {
      now.put(field, value.copy());
    }
  }

  /// A fault with the difference, if there is one.
  static void unchanged(MapValue now, MapValue before, String message, FieldErrors errors) {
    MapValue shownNow = GoPods.spec(now);
    MapValue shownBefore = GoPods.spec(before);
    if (!GoObjects.equal(shownNow, shownBefore)) {
      errors.forbidden(
          SPEC, message + UnifiedDiff.of(GoJson.indented(shownBefore), GoJson.indented(shownNow)));
    }
  }

  /// A change through the status: the spec is the old one, and restarts count up.
  static void status(MapValue now, MapValue old, FieldErrors errors) {
    PodStatusValidation.check(now, old, errors);
  }

  static void ephemeralContainers(MapValue now, MapValue old, FieldErrors errors) {
    again(now, errors);
    Path at = SPEC.child("ephemeralContainers");
    List<MapValue> containers = now.mapOrEmpty("spec").listOrEmpty("ephemeralContainers").maps();
    for (MapValue before : old.mapOrEmpty("spec").listOrEmpty("ephemeralContainers").maps()) {
      String name = before.text("name", "");
      MapValue after =
          containers.stream()
              .filter(it -> it.text("name", "").equals(name))
              .findFirst()
              .orElse(null);
      if (after == null) {
        errors.forbidden(
            at, "existing ephemeral containers " + GoQuote.quote(name) + " may not be removed\n");
        continue;
      }
      MapValue shownNow = GoObjects.of("EphemeralContainer", after);
      MapValue shownBefore = GoObjects.of("EphemeralContainer", before);
      if (!GoObjects.equal(shownNow, shownBefore)) {
        errors.forbidden(
            at,
            "existing ephemeral containers "
                + GoQuote.quote(name)
                + " may not be changed\n"
                + UnifiedDiff.of(GoJson.indented(shownBefore), GoJson.indented(shownNow)));
      }
    }
  }
}

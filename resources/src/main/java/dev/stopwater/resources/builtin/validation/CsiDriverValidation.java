package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The rules of CSIDrivers.
final class CsiDriverValidation {

  static final KindValidation RULES =
      KindValidation.of(CsiDriverValidation::create).update(CsiDriverValidation::update);

  private static final Path SPEC = Path.of("spec");
  private static final List<String> GROUP_POLICIES =
      List.of("File", "None", "ReadWriteOnceWithFSType");
  private static final List<String> MODES = List.of("Persistent", "Ephemeral");
  private static final List<String> FLAGS =
      List.of("attachRequired", "podInfoOnMount", "storageCapacity");
  private static final int LONGEST_NAME = 63;
  private static final long SHORTEST_TOKEN = 600;
  private static final long LONGEST_TOKEN = 1L << 32;
  private static final long SHORTEST_PERIOD = 10;

  private CsiDriverValidation() {}

  /// The name of a driver, where it is a field.
  static void name(String name, Path at, FieldErrors errors) {
    if (name.isEmpty()) {
      errors.required(at);
      return;
    }
    if (Sizes.bytes(name) > LONGEST_NAME) {
      errors.tooLong(at, LONGEST_NAME);
    }
    String lower = name.toLowerCase(Locale.ROOT);
    Faults.invalidText(at, name, Names.dnsSubdomain(lower), errors);
  }

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    FLAGS.forEach(field -> required(spec, field, errors));
    Faults.oneOfIfPresent(spec, "fsGroupPolicy", GROUP_POLICIES, SPEC, errors);
    tokens(spec.listOrEmpty("tokenRequests"), SPEC.child("tokenRequests"), errors);
    for (String mode : spec.listOrEmpty("volumeLifecycleModes").texts()) {
      if (!MODES.contains(mode)) {
        errors.notSupportedText(SPEC.child("volumeLifecycleModes"), mode, MODES);
      }
    }
    rest(spec, errors);
  }

  private static void required(MapValue spec, String field, FieldErrors errors) {
    if (!spec.has(field)) {
      errors.required(SPEC.child(field));
    }
  }

  private static void rest(MapValue spec, FieldErrors errors) {
    required(spec, "requiresRepublish", errors);
    required(spec, "seLinuxMount", errors);
    Numbers.atLeast(
        spec,
        "nodeAllocatableUpdatePeriodSeconds",
        SHORTEST_PERIOD,
        "must be greater than or equal to 10 seconds",
        SPEC,
        errors);
  }

  private static void tokens(ListValue requests, Path at, FieldErrors errors) {
    Set<String> audiences = new HashSet<>();
    for (int i = 0; i < requests.size(); i++) {
      MapValue request = requests.mapAt(i);
      String audience = request.text("audience", "");
      if (!audiences.add(audience)) {
        errors.duplicateText(at.index(i).child("audience"), audience);
      }
      lifetime(request.integer("expirationSeconds", SHORTEST_TOKEN), at.index(i), errors);
    }
  }

  private static void lifetime(long seconds, Path request, FieldErrors errors) {
    Path at = request.child("expirationSeconds");
    if (seconds < SHORTEST_TOKEN) {
      errors.invalid(at, Long.toString(seconds), "may not specify a duration less than 10 minutes");
    } else if (seconds > LONGEST_TOKEN) {
      errors.invalid(
          at, Long.toString(seconds), "may not specify a duration larger than 2^32 seconds");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    Immutable.value(
        spec.find("attachRequired"),
        before.find("attachRequired"),
        SPEC.child("attachedRequired"),
        Immutable.MESSAGE,
        errors);
    Immutable.field(spec, before, "volumeLifecycleModes", SPEC, errors);
    Faults.oneOfIfPresent(spec, "fsGroupPolicy", GROUP_POLICIES, SPEC, errors);
    tokens(spec.listOrEmpty("tokenRequests"), SPEC.child("tokenRequests"), errors);
    rest(spec, errors);
  }
}

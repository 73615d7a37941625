package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of ResourceSlices, but for the devices in them.
final class ResourceSliceValidation {

  static final KindValidation RULES =
      KindValidation.of(ResourceSliceValidation::create)
          .update(ResourceSliceValidation::update)
          .revalidatedBefore();

  private static final Path SPEC = Path.of("spec");
  private static final Path POOL = SPEC.child("pool");
  private static final List<String> PLACES =
      List.of("nodeName", "nodeSelector", "allNodes", "perDeviceNodeSelection");
  private static final String EXACTLY_ONE =
      "exactly one of `nodeName`, `nodeSelector`, `allNodes`, `perDeviceNodeSelection` is required";

  private ResourceSliceValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    if (Faults.requiredText(spec, "driver", SPEC, errors)) {
      String driver = spec.text("driver", "");
      Faults.invalidText(SPEC.child("driver"), driver, Names.dnsSubdomain(driver), errors);
    }
    pool(spec.mapOrEmpty("pool"), errors);
    place(spec, errors);
  }

  private static void pool(MapValue pool, FieldErrors errors) {
    if (Faults.requiredText(pool, "name", POOL, errors)) {
      for (String part : pool.text("name", "").split("/", -1)) {
        Faults.invalidText(POOL.child("name"), part, Names.dnsSubdomain(part), errors);
      }
    }
    long count = pool.integer("resourceSliceCount", 0);
    if (count <= 0) {
      errors.invalid(
          POOL.child("resourceSliceCount"), Long.toString(count), "must be greater than zero");
    }
    Numbers.atLeast(pool, "generation", 0, "must be greater than or equal to zero", POOL, errors);
  }

  private static void place(MapValue spec, FieldErrors errors) {
    long places = PLACES.stream().filter(spec::has).count();
    if (places == 0) {
      errors.required(SPEC, EXACTLY_ONE);
    } else if (places > 1) {
      errors.invalid(
          SPEC,
          ShownValue.of(ListValue.ofTexts(PLACES.stream().filter(spec::has).toList())),
          EXACTLY_ONE.replace(" is required", " is required, but multiple fields are set"));
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    Immutable.field(spec, before, "driver", SPEC, errors);
    Immutable.field(spec.mapOrEmpty("pool"), before.mapOrEmpty("pool"), "name", POOL, errors);
    Immutable.field(spec, before, "nodeName", SPEC, errors);
  }
}

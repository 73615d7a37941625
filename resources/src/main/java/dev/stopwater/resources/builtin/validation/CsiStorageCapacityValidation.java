package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.MapValue;

/// The rules of CSIStorageCapacities.
final class CsiStorageCapacityValidation {

  static final KindValidation RULES =
      KindValidation.of(CsiStorageCapacityValidation::create)
          .update(CsiStorageCapacityValidation::update)
          .revalidatedBefore();

  private CsiStorageCapacityValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    String name = object.text("storageClassName", "");
    Faults.invalidText(Path.of("storageClassName"), name, Names.dnsSubdomain(name), errors);
    MapValue topology = object.map("nodeTopology");
    if (topology != null) {
      LabelSelectors.validate(topology, Path.of("nodeTopology"), errors);
    }
    for (String field : new String[] {"capacity", "maximumVolumeSize"}) {
      String amount = object.text(field);
      if (amount != null && Quantity.parse(amount).sign() < 0) {
        errors.invalidText(Path.of(field), amount, Numbers.NON_NEGATIVE);
      }
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    for (String field : new String[] {"nodeTopology", "storageClassName"}) {
      Immutable.value(now.find(field), old.find(field), Path.of(field), Immutable.MESSAGE, errors);
    }
  }
}

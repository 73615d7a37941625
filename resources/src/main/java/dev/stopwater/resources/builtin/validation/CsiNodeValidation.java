package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The rules of CSINodes.
final class CsiNodeValidation {

  static final KindValidation RULES =
      KindValidation.of(CsiNodeValidation::create).update(CsiNodeValidation::update);

  private static final Path DRIVERS = Path.of("spec", "drivers");
  private static final InternalForm FORM =
      InternalForm.of("Name:text NodeID=nodeID:text TopologyKeys:any Allocatable:?{Count:any}");
  private static final int LONGEST_ID = 192;

  private CsiNodeValidation() {}

  private static ListValue drivers(MapValue object) {
    return object.mapOrEmpty("spec").listOrEmpty("drivers");
  }

  private static void create(MapValue object, FieldErrors errors) {
    ListValue drivers = drivers(object);
    Set<String> names = new HashSet<>();
    for (int i = 0; i < drivers.size(); i++) {
      driver(drivers.mapAt(i), names, DRIVERS.index(i), errors);
    }
  }

  private static void driver(MapValue driver, Set<String> names, Path at, FieldErrors errors) {
    String name = driver.text("name", "");
    CsiDriverValidation.name(name, at.child("name"), errors);
    String id = driver.text("nodeID", "");
    if (id.isEmpty()) {
      errors.required(at.child("nodeID"));
    }
    if (Sizes.bytes(id) > LONGEST_ID) {
      errors.invalidText(at.child("nodeID"), id, "must be " + LONGEST_ID + " characters or less");
    }
    Numbers.nonNegative(driver.mapOrEmpty("allocatable"), "count", at.child("allocatable"), errors);
    if (!names.add(name)) {
      errors.duplicateText(at.child("name"), name);
    }
    topology(driver.listOrEmpty("topologyKeys").texts(), at, errors);
  }

  private static void topology(List<String> keys, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (String key : keys) {
      if (!seen.add(key)) {
        errors.duplicateText(at, key);
      }
      if (key.isEmpty()) {
        errors.required(at);
      }
      Faults.invalidText(at, key, Names.qualifiedName(key), errors);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    create(now, errors);
    Map<String, MapValue> before = new HashMap<>();
    drivers(old).maps().forEach(driver -> before.put(driver.text("name", ""), driver));
    for (MapValue driver : drivers(now).maps()) {
      MapValue same = before.get(driver.text("name", ""));
      if (same != null && !Immutable.same(essence(driver), essence(same))) {
        errors.invalid(DRIVERS, FORM.show(driver), Immutable.MESSAGE);
      }
    }
  }

  /// What of a driver may not change: how much it can allocate may.
  private static MapValue essence(MapValue driver) {
    MapValue essence = driver.copy();
    essence.remove("allocatable");
    return essence;
  }
}

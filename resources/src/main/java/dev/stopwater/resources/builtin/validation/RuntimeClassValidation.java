package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.LabelSelectors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.HashSet;
import java.util.Set;

/// The rules of RuntimeClasses.
final class RuntimeClassValidation {

  static final KindValidation RULES =
      KindValidation.of(RuntimeClassValidation::create)
          .update(RuntimeClassValidation::update)
          .revalidatedBefore();

  private static final Path HANDLER = Path.of("handler");
  private static final Path SCHEDULING = Path.of("scheduling");
  private static final InternalForm TOLERATION =
      InternalForm.of("Key:text Operator:text Value:text Effect:text TolerationSeconds:any");

  private RuntimeClassValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    String handler = object.text("handler", "");
    if (handler.isEmpty()) {
      errors.required(HANDLER);
    } else {
      Faults.invalidText(HANDLER, handler, Names.dnsLabel(handler), errors);
    }
    MapValue overhead = object.map("overhead");
    if (overhead != null) {
      MapValue limits = MapValue.of("limits", overhead.mapOrEmpty("podFixed"));
      ResourceValidation.requirements(
          limits, ResourceNames::ofContainer, Path.of("overhead"), errors);
    }
    MapValue scheduling = object.map("scheduling");
    if (scheduling != null) {
      scheduling(scheduling, errors);
    }
  }

  private static void scheduling(MapValue scheduling, FieldErrors errors) {
    LabelSelectors.validateLabels(
        scheduling.mapOrEmpty("nodeSelector"), SCHEDULING.child("nodeSelector"), errors);
    SchedulingValidation.tolerations(scheduling, SCHEDULING, errors);
    ListValue tolerations = scheduling.listOrEmpty("tolerations");
    Set<MapValue> seen = new HashSet<>();
    for (int i = 0; i < tolerations.size(); i++) {
      MapValue shown = TOLERATION.form(tolerations.mapAt(i));
      if (!seen.add(shown)) {
        errors.duplicate(SCHEDULING.child("tolerations").index(i), ShownValue.json(shown));
      }
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    Text none = new Text("");
    var handler = now.find("handler");
    Immutable.value(
        handler == null ? none : handler, old.find("handler"), HANDLER, Immutable.MESSAGE, errors);
  }
}

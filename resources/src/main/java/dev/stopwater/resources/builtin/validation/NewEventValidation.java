package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of Events written through `events.k8s.io`, which are stricter than those of the old
/// group, in whose form they are judged.
final class NewEventValidation {

  static final KindValidation RULES =
      KindValidation.of(NewEventValidation::create)
          .update(NewEventValidation::update)
          .withoutMetadata();

  private static final Path NAMESPACE = Path.of("involvedObject", "namespace");
  private static final Path NAME = Path.of("metadata", "name");
  private static final List<String> TYPES = List.of("Normal", "Warning");
  private static final int LONGEST_FIELD = 128;
  private static final int LONGEST_NOTE = 1024;

  /// Fields of the old group that no new event may set.
  private static final List<String> DEPRECATED =
      List.of("firstTimestamp", "lastTimestamp", "count", "source");

  /// What may change: nothing but the series and the metadata.
  private static final List<String> FIXED =
      List.of(
          "involvedObject",
          "reason",
          "message",
          "type",
          "eventTime",
          "action",
          "related",
          "reportingComponent",
          "reportingInstance");

  private NewEventValidation() {}

  static void create(MapValue event, FieldErrors errors) {
    namespace(event, errors);
    boolean timed = event.text("eventTime") != null;
    if (timed) {
      reporter(event, errors);
    }
    name(event, errors);
    if (!timed) {
      errors.required(Path.of("eventTime"));
    }
    series(event, errors);
    type(event, errors);
    for (String field : DEPRECATED) {
      if (!Immutable.isEmpty(event.find(field))) {
        errors.invalid(Path.of(field), "\"\"", "needs to be unset");
      }
    }
  }

  private static void namespace(MapValue event, FieldErrors errors) {
    String own = event.mapOrEmpty("metadata").text("namespace", "");
    String regarded = event.mapOrEmpty("involvedObject").text("namespace", "");
    if (regarded.isEmpty() && !own.equals("default")) {
      errors.invalidText(NAMESPACE, regarded, "does not match event.namespace");
    }
  }

  private static void name(MapValue event, FieldErrors errors) {
    String name = event.mapOrEmpty("metadata").text("name", "");
    if (name.isEmpty()) {
      errors.required(NAME, "name or generateName is required");
    } else {
      Faults.invalidText(NAME, name, Names.dnsSubdomain(name), errors);
    }
  }

  private static void reporter(MapValue event, FieldErrors errors) {
    String controller = event.text("reportingComponent", "");
    Path at = Path.of("reportingController");
    if (controller.isEmpty()) {
      errors.required(at);
    }
    Faults.invalidText(at, controller, Names.qualifiedName(controller), errors);
    for (String field : List.of("reportingInstance", "action", "reason")) {
      limited(event, field, errors);
    }
    if (Sizes.bytes(event.text("message", "")) > LONGEST_NOTE) {
      errors.invalid(
          Path.of("message"), "\"\"", "can have at most " + LONGEST_NOTE + " characters");
    }
  }

  private static void limited(MapValue event, String field, FieldErrors errors) {
    String value = event.text(field, "");
    if (value.isEmpty()) {
      errors.required(Path.of(field));
    } else if (Sizes.bytes(value) > LONGEST_FIELD) {
      errors.invalid(Path.of(field), "\"\"", "can have at most " + LONGEST_FIELD + " characters");
    }
  }

  private static void series(MapValue event, FieldErrors errors) {
    MapValue series = event.map("series");
    if (series == null) {
      return;
    }
    Path at = Path.of("series");
    if (series.integer("count", 0) < 2) {
      errors.invalid(at.child("count"), "\"\"", "should be at least 2");
    }
    if (series.text("lastObservedTime") == null) {
      errors.required(at.child("lastObservedTime"));
    }
  }

  private static void type(MapValue event, FieldErrors errors) {
    String type = event.text("type", "");
    if (!TYPES.contains(type)) {
      errors.invalid(Path.of("type"), "\"\"", "has invalid value: " + type);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    namespace(now, errors);
    for (String field : FIXED) {
      String shown = field.equals("reportingComponent") ? "reportingController" : field;
      Immutable.value(now.find(field), old.find(field), Path.of(shown), Immutable.MESSAGE, errors);
    }
    series(now, errors);
  }
}

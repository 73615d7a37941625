package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of IngressClasses.
final class IngressClassValidation {

  static final KindValidation RULES =
      KindValidation.of(IngressClassValidation::create).update(IngressClassValidation::update);

  private static final Path SPEC = Path.of("spec");
  private static final Path PARAMETERS = SPEC.child("parameters");
  private static final List<String> SCOPES = List.of("Cluster", "Namespace");
  private static final int LONGEST_CONTROLLER = 250;

  private IngressClassValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String controller = spec.text("controller", "");
    Path at = SPEC.child("controller");
    if (Sizes.bytes(controller) > LONGEST_CONTROLLER) {
      errors.tooLong(at, LONGEST_CONTROLLER);
    }
    if (controller.isEmpty()) {
      errors.required(at);
    } else {
      Faults.invalidText(at, controller, Names.domainPrefixedPath(controller), errors);
    }
    parameters(spec, errors);
  }

  private static void parameters(MapValue spec, FieldErrors errors) {
    MapValue parameters = spec.map("parameters");
    if (parameters == null) {
      return;
    }
    TypedReferences.local(parameters, PARAMETERS, errors);
    String namespace = parameters.text("namespace");
    Path at = PARAMETERS.child("namespace");
    if (namespace != null && !namespace.isEmpty()) {
      Faults.invalidText(at, namespace, Names.dnsLabel(namespace), errors);
    }
    String scope = parameters.text("scope");
    if (scope == null) {
      errors.required(PARAMETERS.child("scope"));
      return;
    }
    switch (scope) {
      case "Namespace" -> {
        if (namespace == null || namespace.isEmpty()) {
          errors.required(at, "`parameters.scope` is set to 'Namespace'");
        }
      }
      case "Cluster" -> {
        if (namespace != null) {
          errors.forbidden(at, "`parameters.scope` is set to 'Cluster'");
        }
      }
      default -> errors.notSupportedText(PARAMETERS.child("scope"), scope, SCOPES);
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    Immutable.field(now.mapOrEmpty("spec"), old.mapOrEmpty("spec"), "controller", SPEC, errors);
    create(now, errors);
  }
}

package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules of FlowSchemas.
final class FlowSchemaValidation {

  static final KindValidation RULES =
      KindValidation.of(FlowSchemaValidation::create).revalidatedBefore();

  private static final Path SPEC = Path.of("spec");
  private static final List<String> METHODS = List.of("ByNamespace", "ByUser");
  private static final InternalForm METHOD_FORM = InternalForm.of("Type:text");
  private static final InternalForm FORM =
      InternalForm.of(
          """
          PriorityLevelConfiguration:{Name:text} MatchingPrecedence:number
          DistinguisherMethod:?{Type:text}
          Rules:[
            Subjects:[Kind:text User:?{Name:text} Group:?{Name:text}
              ServiceAccount:?{Namespace:text Name:text}]
            ResourceRules:[Verbs:any APIGroups=apiGroups:any Resources:any ClusterScope:flag
              Namespaces:any]
            NonResourceRules:[Verbs:any NonResourceURLs=nonResourceURLs:any]]
          """);
  private static final int LAST = 10_000;

  private FlowSchemaValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String name = object.mapOrEmpty("metadata").text("name", "");
    precedence(name, spec.integer("matchingPrecedence", 0), errors);
    MapValue method = spec.map("distinguisherMethod");
    if (method != null && !METHODS.contains(method.text("type", ""))) {
      errors.notSupported(
          SPEC.child("distinguisherMethod").child("type"), METHOD_FORM.show(method), METHODS);
    }
    level(spec, errors);
    ListValue rules = spec.listOrEmpty("rules");
    for (int i = 0; i < rules.size(); i++) {
      FlowRules.validate(rules.mapAt(i), SPEC.child("rules").index(i), errors);
    }
    fixed(name, spec, errors);
  }

  private static void precedence(String name, long precedence, FieldErrors errors) {
    Path at = SPEC.child("matchingPrecedence");
    String shown = Long.toString(precedence);
    if (precedence <= 0) {
      errors.invalid(at, shown, "must be a positive value");
    }
    if (precedence > LAST) {
      errors.invalid(at, shown, "must not be greater than " + LAST);
    }
    if (precedence == 1 && !name.equals("exempt")) {
      errors.invalid(at, shown, "only the schema named 'exempt' may have matchingPrecedence 1");
    }
  }

  private static void level(MapValue spec, FieldErrors errors) {
    String level = spec.mapOrEmpty("priorityLevelConfiguration").text("name", "");
    Path at = SPEC.child("priorityLevelConfiguration").child("name");
    if (level.isEmpty()) {
      errors.required(at, "must reference a priority level");
    } else {
      Faults.invalidText(at, level, Names.dnsSubdomain(level), errors);
    }
  }

  private static void fixed(String name, MapValue spec, FieldErrors errors) {
    MapValue fixed = MandatoryFlows.schema(name);
    if (fixed != null && !Immutable.same(spec, fixed)) {
      errors.invalid(SPEC, FORM.show(spec), "spec of '" + name + "' must equal the fixed value");
    }
  }
}

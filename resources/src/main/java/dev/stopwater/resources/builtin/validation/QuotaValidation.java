package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for ResourceQuotas: what is counted, and of which objects.
final class QuotaValidation {

  private static final Path SPEC = Path.of("spec");
  private static final String CLASS_SUFFIX = ".storageclass.storage.k8s.io/";
  private static final List<String> POD_SCOPES =
      List.of(
          "Terminating",
          "NotTerminating",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity");
  private static final List<String> SCOPES =
      List.of(
          "Terminating",
          "NotTerminating",
          "BestEffort",
          "NotBestEffort",
          "PriorityClass",
          "CrossNamespacePodAffinity",
          "VolumeAttributesClass");
  private static final Set<String> COMPUTE =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage");
  private static final Set<String> CLAIMS = Set.of("persistentvolumeclaims", "requests.storage");
  private static final List<String> ONLY_EXISTS =
      List.of(
          "Terminating",
          "NotTerminating",
          "BestEffort",
          "NotBestEffort",
          "CrossNamespacePodAffinity");

  static final KindValidation RULES =
      KindValidation.of(QuotaValidation::create)
          .update(QuotaValidation::update)
          .revalidatedAfter()
          .status(QuotaValidation::status);

  private QuotaValidation() {}

  private static void create(MapValue quota, FieldErrors errors) {
    MapValue spec = quota.mapOrEmpty("spec");
    amounts(spec.mapOrEmpty("hard"), SPEC.child("hard"), errors);
    scopes(spec, errors);
    selector(spec, errors);
  }

  private static void amounts(MapValue amounts, Path at, FieldErrors errors) {
    for (String name : amounts.keys()) {
      Quantity amount = Quantities.of(amounts.find(name));
      ResourceNames.named(name, at.key(name), errors);
      if (!name.contains("/") && !isStandard(name)) {
        errors.invalidText(at.key(name), name, "must be a standard resource for quota");
      }
      ResourceNames.amount(name, amount, at.key(name), errors);
    }
  }

  private static boolean isStandard(String name) {
    return ResourceNames.isStandard(name) && !name.equals("storage");
  }

  private static void scopes(MapValue spec, FieldErrors errors) {
    List<String> scopes = spec.listOrEmpty("scopes").texts();
    if (scopes.isEmpty()) {
      return;
    }
    Path at = SPEC.child("scopes");
    String shown = ShownValue.of(spec.find("scopes"));
    for (String scope : scopes) {
      if (!SCOPES.contains(scope)) {
        errors.invalid(at, shown, "unsupported scope");
      }
      misfits(spec, scope, at, shown, errors);
    }
    conflicts(new HashSet<>(scopes), at, shown, errors);
  }

  private static void misfits(
      MapValue spec, String scope, Path at, String shown, FieldErrors errors) {
    for (String resource : spec.mapOrEmpty("hard").keys()) {
      if (SCOPES.contains(scope) && isStandard(resource) && !fits(scope, resource)) {
        errors.invalid(at, shown, "unsupported scope applied to resource");
      }
    }
  }

  private static boolean fits(String scope, String resource) {
    return switch (scope) {
      case "BestEffort" -> resource.equals("pods");
      case "VolumeAttributesClass" -> CLAIMS.contains(resource) || resource.contains(CLASS_SUFFIX);
      default ->
          !POD_SCOPES.contains(scope) || resource.equals("pods") || COMPUTE.contains(resource);
    };
  }

  private static void conflicts(Set<String> scopes, Path at, String shown, FieldErrors errors) {
    if (scopes.containsAll(List.of("BestEffort", "NotBestEffort"))
        || scopes.containsAll(List.of("Terminating", "NotTerminating"))) {
      errors.invalid(at, shown, "conflicting scopes");
    }
  }

  private static void selector(MapValue spec, FieldErrors errors) {
    MapValue selector = spec.map("scopeSelector");
    if (selector == null) {
      return;
    }
    Path at = SPEC.child("scopeSelector").child("matchExpressions");
    String shown = GoObjects.json("ScopeSelector", selector);
    Set<String> scopes = new HashSet<>();
    for (MapValue expression : selector.listOrEmpty("matchExpressions").maps()) {
      String scope = expression.text("scopeName", "");
      if (!SCOPES.contains(scope)) {
        errors.invalidText(at.child("scopeName"), scope, "unsupported scope");
      }
      misfits(spec, scope, at, shown, errors);
      requirement(expression, scope, at, errors);
      scopes.add(scope);
    }
    conflicts(scopes, at, shown, errors);
  }

  private static void requirement(MapValue expression, String scope, Path at, FieldErrors errors) {
    String operator = expression.text("operator", "");
    boolean empty = expression.listOrEmpty("values").isEmpty();
    if (ONLY_EXISTS.contains(scope) && !operator.equals("Exists")) {
      errors.invalidText(
          at.child("operator"),
          operator,
          "must be 'Exists' when scope is any of ResourceQuotaScopeTerminating,"
              + " ResourceQuotaScopeNotTerminating, ResourceQuotaScopeBestEffort,"
              + " ResourceQuotaScopeNotBestEffort or ResourceQuotaScopeCrossNamespacePodAffinity");
    }
    switch (operator) {
      case "In", "NotIn" -> {
        if (empty) {
          errors.required(
              at.child("values"),
              "must be at least one value when `operator` is 'In' or 'NotIn' for scope selector");
        }
      }
      case "Exists", "DoesNotExist" -> {
        if (!empty) {
          errors.invalid(
              at.child("values"),
              ShownValue.of(expression.find("values")),
              "must be no value when `operator` is 'Exist' or 'DoesNotExist' for scope selector");
        }
      }
      default ->
          errors.invalidText(at.child("operator"), operator, "not a valid selector operator");
    }
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    MapValue spec = now.mapOrEmpty("spec");
    MapValue before = old.mapOrEmpty("spec");
    Set<String> scopes = new HashSet<>(spec.listOrEmpty("scopes").texts());
    if (!scopes.equals(new HashSet<>(before.listOrEmpty("scopes").texts()))) {
      errors.invalid(SPEC.child("scopes"), ShownValue.of(spec.find("scopes")), Immutable.MESSAGE);
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    MapValue status = now.mapOrEmpty("status");
    for (String field : List.of("hard", "used")) {
      amounts(status.mapOrEmpty(field), Path.of("status", field), errors);
    }
  }
}

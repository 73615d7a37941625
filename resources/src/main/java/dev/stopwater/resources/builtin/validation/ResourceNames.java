package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.quantity.QuantityException;
import java.util.Set;

/// The rules for names of resources such as `cpu` and `example.com/gpu`, and for amounts of them.
final class ResourceNames {

  private static final Set<String> STANDARD =
      Set.of(
          "cpu",
          "memory",
          "ephemeral-storage",
          "requests.cpu",
          "requests.memory",
          "requests.ephemeral-storage",
          "limits.cpu",
          "limits.memory",
          "limits.ephemeral-storage",
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "storage",
          "requests.storage",
          "services.nodeports",
          "services.loadbalancers");
  private static final Set<String> COUNTED =
      Set.of(
          "pods",
          "resourcequotas",
          "services",
          "replicationcontrollers",
          "secrets",
          "configmaps",
          "persistentvolumeclaims",
          "services.nodeports",
          "services.loadbalancers");
  private static final String HUGE_PAGES = "hugepages-";

  private ResourceNames() {}

  /// A name that is well formed, and ours unless it has a domain.
  static void name(String name, Path at, FieldErrors errors) {
    Fields.faults(name, Names::qualifiedName, at, errors);
    if (errors.isEmpty() && !name.contains("/") && !isStandard(name)) {
      errors.invalidText(at, name, "must be a standard resource type or fully qualified");
    }
  }

  /// As [#name], in a list of its own, so that it can stop at its own faults.
  static boolean named(String name, Path at, FieldErrors errors) {
    FieldErrors own = new FieldErrors();
    name(name, at, own);
    errors.addAll(own.all());
    return own.isEmpty();
  }

  static void ofContainer(String name, Path at, FieldErrors errors) {
    named(name, at, errors);
    if (!name.contains("/")) {
      if (!isStandardForContainers(name)) {
        errors.invalidText(at, name, "must be a standard resource for containers");
      }
    } else if (!isNative(name) && !isExtended(name)) {
      errors.invalidText(at, name, "doesn't follow extended resource name standard");
    }
  }

  static boolean isStandard(String name) {
    return STANDARD.contains(name) || isHugePages(name) || name.startsWith("requests.hugepages-");
  }

  static boolean isStandardForContainers(String name) {
    return switch (name) {
      case "cpu", "memory", "ephemeral-storage" -> true;
      default -> isHugePages(name);
    };
  }

  static boolean isHugePages(String name) {
    return name.startsWith(HUGE_PAGES);
  }

  static boolean isNative(String name) {
    return !name.contains("/") || name.contains("kubernetes.io/");
  }

  static boolean isExtended(String name) {
    return !isNative(name)
        && !name.startsWith("requests.")
        && Names.qualifiedName("requests." + name).isEmpty();
  }

  /// Whether requests may be lower than limits.
  static boolean mayBeOvercommitted(String name) {
    return isNative(name) && !isHugePages(name);
  }

  /// An amount that is not negative, and whole where things are counted.
  static void amount(String name, Quantity amount, Path at, FieldErrors errors) {
    Quantities.nonNegative(amount, at, errors);
    if (COUNTED.contains(name) || isExtended(name)) {
      Quantities.whole(amount, at, errors);
    }
  }

  /// Huge pages come in pages.
  static void pages(String name, Quantity amount, Path at, FieldErrors errors) {
    if (!isHugePages(name)) {
      return;
    }
    try {
      long page = Quantity.parse(name.substring(HUGE_PAGES.length())).value();
      if (page > 0 && amount.sign() > 0 && amount.milliValue() % (page * 1000) == 0) {
        return;
      }
      if (amount.isZero()) {
        return;
      }
    } catch (QuantityException e) {
      // a page whose size is no amount has no multiples
    }
    errors.invalid(
        at, Quantities.shown(amount), amount + " is not positive integer multiple of " + name);
  }
}

package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for requests and limits.
final class ResourceValidation {

  /// A rule for the name of a resource.
  @FunctionalInterface
  interface NameRule {
    void check(String name, Path at, FieldErrors errors);
  }

  private ResourceValidation() {}

  /// @param at where the requirements are, or would be
  static void ofContainer(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    MapValue requirements = container.mapOrEmpty("resources");
    requirements(requirements, ResourceNames::ofContainer, at, errors);
    claims(requirements, spec, at.child("claims"), errors);
  }

  /// Limits and requests, and how they fit together.
  static void requirements(MapValue requirements, NameRule names, Path at, FieldErrors errors) {
    MapValue limits = requirements.mapOrEmpty("limits");
    MapValue requests = requirements.mapOrEmpty("requests");
    for (String name : limits.keys()) {
      Path path = at.child("limits").key(name);
      Quantity amount = Quantities.of(limits.find(name));
      names.check(name, path, errors);
      ResourceNames.amount(name, amount, path, errors);
      ResourceNames.pages(name, amount, path, errors);
    }
    for (String name : requests.keys()) {
      Path path = at.child("requests").key(name);
      Quantity amount = Quantities.of(requests.find(name));
      names.check(name, path, errors);
      ResourceNames.amount(name, amount, path, errors);
      withinLimit(name, amount, limits, at, errors);
      ResourceNames.pages(name, amount, path, errors);
    }
    hugePages(limits, requests, at, errors);
  }

  private static void withinLimit(
      String name, Quantity request, MapValue limits, Path at, FieldErrors errors) {
    boolean overcommit = ResourceNames.mayBeOvercommitted(name);
    if (!limits.has(name)) {
      if (!overcommit) {
        errors.required(at.child("limits"), "Limit must be set for non overcommitable resources");
      }
      return;
    }
    Quantity limit = Quantities.of(limits.find(name));
    int order = request.compareTo(limit);
    if (order != 0 && !overcommit) {
      errors.invalid(
          at.child("requests"),
          Quantities.shown(request),
          "must be equal to " + name + " limit of " + limit);
    } else if (order > 0) {
      errors.invalid(
          at.child("requests"),
          Quantities.shown(request),
          "must be less than or equal to " + name + " limit of " + limit);
    }
  }

  private static void hugePages(MapValue limits, MapValue requests, Path at, FieldErrors errors) {
    Set<String> names = new HashSet<>(limits.keys());
    names.addAll(requests.keys());
    boolean plain = names.contains("cpu") || names.contains("memory");
    if (!plain && names.stream().anyMatch(ResourceNames::isHugePages)) {
      errors.forbidden(at, "HugePages require cpu or memory");
    }
  }

  static void claims(MapValue requirements, MapValue spec, Path at, FieldErrors errors) {
    List<String> known =
        spec.listOrEmpty("resourceClaims").maps().stream()
            .map(claim -> claim.text("name", ""))
            .filter(name -> !name.isEmpty())
            .distinct()
            .sorted()
            .toList();
    List<MapValue> before = new ArrayList<>();
    ListValue claims = requirements.listOrEmpty("claims");
    for (int i = 0; i < claims.size(); i++) {
      claim(claims.mapAt(i), before, known, at.index(i), errors);
      before.add(claims.mapAt(i));
    }
  }

  private static void claim(
      MapValue claim, List<MapValue> before, List<String> known, Path at, FieldErrors errors) {
    String name = claim.text("name", "");
    if (name.isEmpty()) {
      errors.required(at);
      return;
    }
    String request = claim.text("request", "");
    if (!request.isEmpty()) {
      Fields.faults(request, Names::dnsLabel, at.child("request"), errors);
    }
    duplicates(name, request, before, at, errors);
    if (!known.contains(name)) {
      String detail =
          known.isEmpty()
              ? "must be one of the names in pod.spec.resourceClaims which is empty"
              : "must be one of the names in pod.spec.resourceClaims: " + String.join(", ", known);
      errors.add("FieldValueNotFound", at, "Not found: " + GoQuote.quote(name) + ": " + detail);
    }
  }

  /// A claim as a whole excludes any other mention of it.
  private static void duplicates(
      String name, String request, List<MapValue> before, Path at, FieldErrors errors) {
    Set<String> seen = new HashSet<>();
    for (MapValue other : before) {
      String otherRequest = other.text("request", "");
      if (!other.text("name", "").equals(name) || !seen.add(otherRequest)) {
        continue;
      }
      if (!request.isEmpty() && request.equals(otherRequest)) {
        errors.duplicateText(at, name + "/" + request);
      } else if (request.isEmpty() || otherRequest.isEmpty()) {
        errors.duplicateText(at, name);
      }
    }
  }
}

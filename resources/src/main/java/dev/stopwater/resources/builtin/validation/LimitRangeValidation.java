package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The rules for LimitRanges: what is bounded, and that the bounds leave room.
final class LimitRangeValidation {

  static final KindValidation RULES =
      KindValidation.of(LimitRangeValidation::create).revalidatedAfter();

  private static final List<String> TYPES = List.of("Pod", "Container", "PersistentVolumeClaim");
  private static final List<String> BOUNDS =
      List.of("max", "min", "default", "defaultRequest", "maxLimitRequestRatio");

  private LimitRangeValidation() {}

  private static void create(MapValue range, FieldErrors errors) {
    Set<String> types = new HashSet<>();
    ListValue limits = range.mapOrEmpty("spec").listOrEmpty("limits");
    for (int i = 0; i < limits.size(); i++) {
      limit(limits.mapAt(i), types, Path.of("spec", "limits").index(i), errors);
    }
  }

  private static void limit(MapValue limit, Set<String> types, Path at, FieldErrors errors) {
    String type = limit.text("type", "");
    type(type, at.child("type"), errors);
    if (!types.add(type)) {
      errors.duplicateText(at.child("type"), type);
    }
    for (String bound : List.of("max", "min")) {
      names(limit, bound, type, at, errors);
    }
    for (String bound : List.of("default", "defaultRequest")) {
      if (type.equals("Pod")) {
        if (!limit.mapOrEmpty(bound).isEmpty()) {
          errors.forbidden(at.child(bound), "may not be specified when `type` is 'Pod'");
        }
      } else {
        names(limit, bound, type, at, errors);
      }
    }
    names(limit, "maxLimitRequestRatio", type, at, errors);
    if (type.equals("PersistentVolumeClaim")
        && !limit.mapOrEmpty("min").has("storage")
        && !limit.mapOrEmpty("max").has("storage")) {
      errors.required(
          at.child("limits"),
          "either minimum or maximum storage value is required, but neither was provided");
    }
    bounds(limit, at, errors);
  }

  private static void type(String type, Path at, FieldErrors errors) {
    List<String> faults = Names.qualifiedName(type);
    faults.forEach(fault -> errors.invalidText(at, type, fault));
    if (faults.isEmpty() && !type.contains("/") && !TYPES.contains(type)) {
      errors.invalidText(at, type, "must be a standard limit type or fully qualified");
    }
  }

  private static void names(
      MapValue limit, String bound, String type, Path at, FieldErrors errors) {
    for (String name : limit.mapOrEmpty(bound).keys()) {
      Path path = at.child(bound).key(name);
      if (type.equals("Pod") || type.equals("Container")) {
        ResourceNames.ofContainer(name, path, errors);
      } else {
        ResourceNames.named(name, path, errors);
      }
    }
  }

  private static void bounds(MapValue limit, Path at, FieldErrors errors) {
    Set<String> names = new LinkedHashSet<>();
    BOUNDS.forEach(bound -> names.addAll(limit.mapOrEmpty(bound).keys()));
    for (String name : names) {
      Quantity max = amount(limit, "max", name);
      Quantity min = amount(limit, "min", name);
      Quantity usual = amount(limit, "default", name);
      Quantity request = amount(limit, "defaultRequest", name);
      if (exceeds(min, max)) {
        say(at, "min", name, min, "min value " + min + " is greater than max value " + max, errors);
      }
      request(name, max, min, usual, request, at, errors);
      usual(name, max, min, usual, at, errors);
      ratio(name, max, min, amount(limit, "maxLimitRequestRatio", name), at, errors);
    }
  }

  private static @Nullable Quantity amount(MapValue limit, String bound, String name) {
    MapValue amounts = limit.mapOrEmpty(bound);
    return amounts.has(name) ? Quantities.of(amounts.find(name)) : null;
  }

  private static boolean exceeds(@Nullable Quantity a, @Nullable Quantity b) {
    return a != null && b != null && a.compareTo(b) > 0;
  }

  private static void say(
      Path at,
      String bound,
      String name,
      @Nullable Quantity shown,
      String detail,
      FieldErrors errors) {
    String value = shown == null ? "null" : Quantities.shown(shown);
    errors.invalid(at.child(bound).key(name), value, detail);
  }

  private static void request(
      String name,
      @Nullable Quantity max,
      @Nullable Quantity min,
      @Nullable Quantity usual,
      @Nullable Quantity request,
      Path at,
      FieldErrors errors) {
    String bound = "defaultRequest";
    if (exceeds(min, request)) {
      say(
          at,
          bound,
          name,
          request,
          "min value " + min + " is greater than default request value " + request,
          errors);
    }
    if (exceeds(request, max)) {
      say(
          at,
          bound,
          name,
          request,
          "default request value " + request + " is greater than max value " + max,
          errors);
    }
    if (exceeds(request, usual)) {
      say(
          at,
          bound,
          name,
          request,
          "default request value " + request + " is greater than default limit value " + usual,
          errors);
    }
  }

  private static void usual(
      String name,
      @Nullable Quantity max,
      @Nullable Quantity min,
      @Nullable Quantity usual,
      Path at,
      FieldErrors errors) {
    if (exceeds(min, usual)) {
      String detail = "min value " + min + " is greater than default value " + usual;
      say(at, "default", name, min, detail, errors);
    }
    if (exceeds(usual, max)) {
      String detail = "default value " + usual + " is greater than max value " + max;
      say(at, "default", name, max, detail, errors);
    }
  }

  private static void ratio(
      String name,
      @Nullable Quantity max,
      @Nullable Quantity min,
      @Nullable Quantity ratio,
      Path at,
      FieldErrors errors) {
    if (ratio == null) {
      return;
    }
    if (ratio.compareTo(Quantity.of(1)) < 0) {
      String detail = "ratio " + ratio + " is less than 1";
      say(at, "maxLimitRequestRatio", name, ratio, detail, errors);
    }
    if (max == null || min == null) {
      return;
    }
    double most = (double) max.milliValue() / min.milliValue();
    if ((double) ratio.milliValue() / 1000 > most) {
      String detail =
          "ratio " + ratio + " is greater than max/min = " + String.format(Locale.ROOT, "%f", most);
      say(at, "maxLimitRequestRatio", name, ratio, detail, errors);
    }
  }
}

package dev.stopwater.admission.builtin;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The bounds of one item of a limit range, and how amounts break them.
final class LimitBounds {

  private LimitBounds() {}

  /// Minimum and maximum of requests and limits, and the ratio between them.
  static List<String> faults(MapValue limit, PodAmounts amounts) {
    List<String> faults = new ArrayList<>();
    String type = limit.text("type", "");
    bounds(limit, "min")
        .forEach(
            (name, bound) -> minimum(name + " usage per " + type, bound, name, amounts, faults));
    bounds(limit, "max")
        .forEach(
            (name, bound) -> maximum(name + " usage per " + type, bound, name, amounts, faults));
    bounds(limit, "maxLimitRequestRatio")
        .forEach((name, bound) ->
            ratio(name + " max limit to request ratio per " + type, bound, name, amounts, faults));
    return faults;
  }

  /// Minimum and maximum of requests, for what has no limits.
  static List<String> requestFaults(MapValue limit, Map<String, Quantity> requests) {
    List<String> faults = new ArrayList<>();
    String type = limit.text("type", "");
    PodAmounts amounts = new PodAmounts(requests, Map.of());
    bounds(limit, "min")
        .forEach(
            (name, bound) -> minimum(name + " usage per " + type, bound, name, amounts, faults));
    bounds(limit, "max")
        .forEach((name, bound) -> {
          String start = "maximum " + name + " usage per " + type + " is " + bound;
          Quantity request = requests.get(name);
          if (request == null) {
            faults.add(start + ".  No request is specified");
          } else if (request.compareTo(bound) > 0) {
            faults.add(start + ", but request is " + request);
          }
        });
    return faults;
  }

  private static Map<String, Quantity> bounds(MapValue limit, String field) {
    return PodAmounts.quantities(limit.mapOrEmpty(field));
  }

  private static void minimum(
      String what, Quantity bound, String name, PodAmounts amounts, List<String> faults) {
    Quantity request = amounts.requests().get(name);
    Quantity limit = amounts.limits().get(name);
    String start = "minimum " + what + " is " + bound;
    if (request == null) {
      faults.add(start + ".  No request is specified");
    } else if (request.compareTo(bound) < 0) {
      faults.add(start + ", but request is " + request);
    } else if (limit != null && limit.compareTo(bound) < 0) {
      faults.add(start + ", but limit is " + limit);
    }
  }

  private static void maximum(
      String what, Quantity bound, String name, PodAmounts amounts, List<String> faults) {
    Quantity request = amounts.requests().get(name);
    Quantity limit = amounts.limits().get(name);
    String start = "maximum " + what + " is " + bound;
    if (limit == null) {
      faults.add(start + ".  No limit is specified");
    } else if (limit.compareTo(bound) > 0) {
      faults.add(start + ", but limit is " + limit);
    } else if (request != null && request.compareTo(bound) > 0) {
      faults.add(start + ", but request is " + request);
    }
  }

  private static void ratio(
      String what, Quantity bound, String name, PodAmounts amounts, List<String> faults) {
    Quantity request = amounts.requests().get(name);
    Quantity limit = amounts.limits().get(name);
    if (request == null || request.isZero()) {
      faults.add(what + " is " + bound + ", but no request is specified or request is 0");
    } else if (limit == null || limit.isZero()) {
      faults.add(what + " is " + bound + ", but no limit is specified or limit is 0");
    } else {
      BigDecimal ratio = limit.exact().divide(request.exact(), MathContext.DECIMAL64);
      if (ratio.compareTo(BigDecimal.valueOf(bound.value())) > 0) {
        faults.add(
            "%s is %s, but provided ratio is %s"
                .formatted(what, bound, String.format(Locale.ROOT, "%f", ratio)));
      }
    }
  }
}

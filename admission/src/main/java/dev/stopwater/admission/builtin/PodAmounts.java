package dev.stopwater.admission.builtin;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.Map;
import java.util.TreeMap;

/// What something asks for and what it is held to, by resource.
record PodAmounts(Map<String, Quantity> requests, Map<String, Quantity> limits) {

  /// The amounts of a whole pod: its containers and lasting init containers run together, each
  /// other init container runs alone before them; the overhead comes on top. Amounts given for the
  /// pod as a whole count instead.
  static PodAmounts of(MapValue spec) {
    return new PodAmounts(sum(spec, "requests"), sum(spec, "limits"));
  }

  private static Map<String, Quantity> sum(MapValue spec, String side) {
    Map<String, Quantity> together = new TreeMap<>();
    for (MapValue container : spec.listOrEmpty("containers").maps()) {
      addAll(together, side(container, side));
    }
    Map<String, Quantity> lasting = new TreeMap<>();
    Map<String, Quantity> most = new TreeMap<>();
    for (MapValue container : spec.listOrEmpty("initContainers").maps()) {
      Map<String, Quantity> own = side(container, side);
      if (container.text("restartPolicy", "").equals("Always")) {
        addAll(together, own);
        addAll(lasting, own);
        own = lasting;
      } else {
        addAll(own, lasting);
      }
      own.forEach((name, amount) -> most.merge(name, amount, PodAmounts::greater));
    }
    most.forEach((name, amount) -> together.merge(name, amount, PodAmounts::greater));
    together.putAll(side(spec, side));
    for (var extra : quantities(spec.mapOrEmpty("overhead")).entrySet()) {
      together.computeIfPresent(extra.getKey(), (name, amount) -> amount.add(extra.getValue()));
      if (side.equals("requests")) {
        together.putIfAbsent(extra.getKey(), extra.getValue());
      }
    }
    return together;
  }

  private static Map<String, Quantity> side(MapValue owner, String side) {
    return quantities(owner.mapOrEmpty("resources").mapOrEmpty(side));
  }

  private static void addAll(Map<String, Quantity> sum, Map<String, Quantity> more) {
    more.forEach((name, amount) -> sum.merge(name, amount, Quantity::add));
  }

  private static Quantity greater(Quantity one, Quantity other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  /// The quantities of a decoded map, by name.
  static Map<String, Quantity> quantities(MapValue map) {
    Map<String, Quantity> quantities = new TreeMap<>();
    for (var entry : map.entries()) {
      if (entry.getValue() instanceof Text(String text)) {
        quantities.put(entry.getKey(), Quantity.parse(text));
      }
    }
    return quantities;
  }
}

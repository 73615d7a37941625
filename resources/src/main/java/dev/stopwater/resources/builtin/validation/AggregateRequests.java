package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;

/// How much of a resource the containers of a pod ask for together.
///
/// Those that run for as long as the pod add up; an init container that ends counts only if it asks
/// for more at its turn than all that run later.
final class AggregateRequests {

  private AggregateRequests() {}

  static Quantity of(MapValue spec, String resource) {
    Quantity running = Quantity.ZERO;
    for (MapValue container : spec.listOrEmpty("containers").maps()) {
      running = running.add(request(container, resource));
    }
    Quantity sidecars = Quantity.ZERO;
    Quantity peak = Quantity.ZERO;
    for (MapValue container : spec.listOrEmpty("initContainers").maps()) {
      Quantity own = request(container, resource);
      if (container.text("restartPolicy", "").equals("Always")) {
        running = running.add(own);
        sidecars = sidecars.add(own);
        own = sidecars;
      } else {
        own = own.add(sidecars);
      }
      peak = own.compareTo(peak) > 0 ? own : peak;
    }
    return running.compareTo(peak) >= 0 ? running : peak;
  }

  private static Quantity request(MapValue container, String resource) {
    return Quantities.of(container.mapOrEmpty("resources").mapOrEmpty("requests").find(resource));
  }
}

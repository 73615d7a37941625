package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The class of service that a pod gets by what it asks of processor and memory.
public final class QualityOfService {

  private static final Set<String> COUNTED = Set.of("cpu", "memory");

  private QualityOfService() {}

  /// `Guaranteed` where each container limits both and requests just that, `BestEffort` where none
  /// asks for anything, else `Burstable`. Resources of the pod as a whole count instead of its
  /// containers'.
  public static String of(MapValue spec) {
    List<MapValue> resources = resources(spec);
    boolean asked = false;
    boolean guaranteed = true;
    for (MapValue one : resources) {
      MapValue requests = one.mapOrEmpty("requests");
      MapValue limits = one.mapOrEmpty("limits");
      for (String name : COUNTED) {
        boolean limited = positive(limits.find(name));
        asked |= limited || positive(requests.find(name));
        guaranteed &= limited && sameUnlessAbsent(requests.find(name), limits.find(name));
      }
    }
    if (!asked) {
      return "BestEffort";
    }
    return guaranteed ? "Guaranteed" : "Burstable";
  }

  private static List<MapValue> resources(MapValue spec) {
    MapValue whole = spec.map("resources");
    if (whole != null && !whole.isEmpty()) {
      return List.of(whole);
    }
    List<MapValue> each = new ArrayList<>();
    spec.listOrEmpty("containers").maps().forEach(one -> each.add(one.mapOrEmpty("resources")));
    spec.listOrEmpty("initContainers").maps().forEach(one -> each.add(one.mapOrEmpty("resources")));
    return each;
  }

  private static boolean positive(@Nullable Value quantity) {
    return quantity instanceof Text(String text) && !Quantity.parse(text).isZero();
  }

  private static boolean sameUnlessAbsent(@Nullable Value request, @Nullable Value limit) {
    if (request instanceof Text(String asked) && limit instanceof Text(String held)) {
      return Quantity.parse(asked).compareTo(Quantity.parse(held)) == 0;
    }
    return request == null;
  }
}

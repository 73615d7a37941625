package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The order of merged lists.
///
/// Elements that the patch names stand in the patch's order, all others in the order in which they
/// were; where both orders know how two neighbours stood before, that decides, else the patch's
/// element goes first:
///
/// ```
/// before   a b c        patch  z b       after   z a b c
/// before   a b c        order  c a       after   b c a
/// ```
final class ElementOrder {

  /// Where the elements of a list stand, by their merge key or, without one, as wholes. Upstream
  /// searches element by element, so that a faulty one is told only to who gets that far.
  static final class Ranks {
    private final Map<Value, Integer> first = new HashMap<>();
    private final @Nullable StatusException fault;

    Ranks(ListValue list, @Nullable String mergeKey) {
      StatusException found = null;
      for (int i = 0; i < list.size() && found == null; i++) {
        try {
          first.putIfAbsent(identity(list.at(i), i, mergeKey), i);
        } catch (StatusException faulty) {
          found = faulty;
        }
      }
      fault = found;
    }

    @Nullable Integer of(Value identity) {
      Integer rank = first.get(identity);
      if (rank == null && fault != null) {
        throw fault;
      }
      return rank;
    }

    void add(Value identity, int rank) {
      first.put(identity, rank);
    }

    private int orLast(Value identity) {
      Integer rank = of(identity);
      return rank == null ? UNKNOWN : rank;
    }
  }

  private static final int UNKNOWN = Integer.MAX_VALUE;

  private record Element(Value value, int patchRank, int serverRank) {}

  private ElementOrder() {}

  /// The elements of `merged` in their final order.
  ///
  /// @param order what the patch says of the order
  /// @param before the list as it was
  static ListValue arrange(
      ListValue merged, ListValue order, ListValue before, @Nullable String mergeKey) {
    Ranks inOrder = new Ranks(order, mergeKey);
    Ranks inServer = new Ranks(before, mergeKey);
    List<Element> named = new ArrayList<>();
    List<Element> others = new ArrayList<>();
    for (int i = 0; i < merged.size(); i++) {
      Value identity = identity(merged.at(i), i, mergeKey);
      Element element =
          new Element(merged.at(i), inOrder.orLast(identity), inServer.orLast(identity));
      (element.patchRank == UNKNOWN ? others : named).add(element);
    }
    named.sort(Comparator.comparingInt(Element::patchRank));
    others.sort(Comparator.comparingInt(Element::serverRank));
    return interleave(others, named);
  }

  private static ListValue interleave(List<Element> others, List<Element> named) {
    ListValue all = new ListValue();
    int next = 0;
    for (Element element : named) {
      while (next < others.size() && stoodBefore(others.get(next), element)) {
        all.add(others.get(next++).value);
      }
      all.add(element.value);
    }
    others.subList(next, others.size()).forEach(element -> all.add(element.value));
    return all;
  }

  private static boolean stoodBefore(Element one, Element other) {
    return other.serverRank != UNKNOWN && one.serverRank < other.serverRank;
  }

  /// Refuses a patch whose elements do not follow its own `$setElementOrder`.
  static void requireSameOrder(ListValue patch, ListValue order, @Nullable String mergeKey) {
    if (patch.isEmpty() || order.isEmpty()) {
      return;
    }
    int next = 0;
    for (int i = 0; i < patch.size(); i++) {
      if (patch.at(i) instanceof MapValue map && map.has(Directives.PATCH)) {
        continue;
      }
      Value identity = identity(patch.at(i), i, mergeKey);
      while (next < order.size() && !identity.equals(identity(order.at(next), next, mergeKey))) {
        next++;
      }
      if (next++ == order.size()) {
        throw StatusException.unknown(
            "The order in patch list:\n"
                + GoPrint.plain(patch)
                + "\n doesn't match $setElementOrder list:\n"
                + GoPrint.plain(order)
                + "\n");
      }
    }
  }

  private static Value identity(Value element, int index, @Nullable String mergeKey) {
    if (mergeKey == null) {
      return element;
    }
    if (element instanceof MapValue map) {
      return ListMerge.mergeValue(map, mergeKey);
    }
    throw StatusException.unknown("value for key " + index + " is not a map");
  }
}

package dev.stopwater.machinery.patch;

import dev.stopwater.machinery.codec.GoText;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.Collections;
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

  /// Longer lists are sorted in another way, upstream too.
  private static final int MOST_INSERTED = 20;

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
    sortByServer(others);
    return interleave(others, named);
  }

  /// Sorts by insertion, as upstream does: an element that was not there before goes before
  /// whatever it is compared with, and whatever is compared with it goes before it.
  private static void sortByServer(List<Element> elements) {
    if (elements.size() > MOST_INSERTED) {
      elements.sort(Comparator.comparingInt(Element::serverRank));
      return;
    }
    for (int i = 1; i < elements.size(); i++) {
      for (int j = i; j > 0 && goesBefore(elements.get(j), elements.get(j - 1)); j--) {
        Collections.swap(elements, j, j - 1);
      }
    }
  }

  private static boolean goesBefore(Element one, Element other) {
    return one.serverRank == UNKNOWN
        || other.serverRank == UNKNOWN
        || one.serverRank < other.serverRank;
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
      String directive = directive(patch.at(i));
      if (directive.equals("delete") || (!directive.isEmpty() && next < order.size())) {
        continue;
      }
      Value identity = directive.isEmpty() ? place(patch.at(i), mergeKey) : patch.at(i);
      while (next < order.size() && !identity.equals(place(order.at(next), mergeKey))) {
        next++;
      }
      if (next++ == order.size()) {
        throw StatusException.unknown(
            "The order in patch list:\n"
                + GoText.plain(patch)
                + "\n doesn't match $setElementOrder list:\n"
                + GoText.plain(order)
                + "\n");
      }
    }
  }

  /// The directive that an element is, if any: those for deletion have no place in the order, and
  /// others need none as long as the order is not used up.
  private static String directive(Value element) {
    return element instanceof MapValue map && map.find(Directives.PATCH) instanceof Text text
        ? text.value()
        : "";
  }

  private static Value place(Value element, @Nullable String mergeKey) {
    if (mergeKey != null && !(element instanceof MapValue)) {
      throw StatusException.unknown(
          "expected a map[string]interface {}, but received a " + GoPrint.type(element));
    }
    return identity(element, 0, mergeKey);
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

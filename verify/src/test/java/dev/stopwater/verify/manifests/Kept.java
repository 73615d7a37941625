package dev.stopwater.verify.manifests;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.custom.QuantityFormatException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/// Whether an object as stored has all that was sent: each field, and the items of each list in
/// their order, among whatever defaults and admission have added. An empty value may be left out,
/// and a quantity be written otherwise.
final class Kept {

  private final Set<String> dropped;
  private final List<String> lost = new ArrayList<>();

  private Kept(Set<String> dropped) {
    this.dropped = dropped;
  }

  /// @param dropped paths of fields of which the server has said that it does not know them
  /// @return what is missing, each with its path
  static List<String> lost(Object sent, Object stored, Set<String> dropped) {
    Kept kept = new Kept(dropped);
    kept.compare("", sent, stored);
    return kept.lost;
  }

  private void compare(String path, Object sent, Object stored) {
    if (dropped.contains(path) || empty(sent) && stored == null) {
      return;
    }
    if (sent instanceof Map<?, ?> from && stored instanceof Map<?, ?> to) {
      from.forEach((key, value) ->
          compare(path.isEmpty() ? key.toString() : path + "." + key, value, to.get(key)));
    } else if (sent instanceof List<?> from && stored instanceof List<?> to) {
      items(path, from, to);
    } else if (!Objects.equals(sent, stored) && !sameAmount(sent, stored)) {
      lost.add(path + ": sent " + sent + ", stored " + stored);
    }
  }

  private void items(String path, List<?> sent, List<?> stored) {
    int next = 0;
    for (int i = 0; i < sent.size(); i++) {
      String item = path + "[" + i + "]";
      int at = next;
      while (at < stored.size() && differs(item, sent.get(i), stored.get(at))) {
        at++;
      }
      if (at == stored.size()) {
        lost.add(item + ": sent " + sent.get(i) + ", stored " + stored);
        return;
      }
      next = at + 1;
    }
  }

  private boolean differs(String path, Object sent, Object stored) {
    Kept item = new Kept(dropped);
    item.compare(path, sent, stored);
    return !item.lost.isEmpty();
  }

  private static boolean empty(Object value) {
    return switch (value) {
      case null -> true;
      case Boolean truth -> !truth;
      case Number number -> number.doubleValue() == 0;
      case String text -> text.isEmpty();
      case Map<?, ?> map -> map.values().stream().allMatch(Kept::empty);
      case List<?> list -> list.isEmpty();
      default -> false;
    };
  }

  private static boolean sameAmount(Object sent, Object stored) {
    if (sent instanceof Map || sent instanceof List || !(stored instanceof String)) {
      return false;
    }
    BigDecimal before = amount(sent);
    BigDecimal after = amount(stored);
    return before != null && after != null && before.compareTo(after) == 0;
  }

  private static BigDecimal amount(Object value) {
    try {
      return Quantity.fromString(String.valueOf(value)).getNumber();
    } catch (QuantityFormatException | IllegalArgumentException e) {
      return null;
    }
  }
}

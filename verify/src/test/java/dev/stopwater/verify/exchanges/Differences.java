package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Where two answers differ, each place as a path and what is there; the order of keys is none.
final class Differences {

  private static final int LONGEST = 160;

  private final Set<String> ignored;
  private final List<String> found = new ArrayList<>();

  private Differences(Set<String> ignored) {
    this.ignored = ignored;
  }

  /// @param ignored keys that count nowhere
  static List<String> between(Value want, Value got, Set<String> ignored) {
    Differences differences = new Differences(ignored);
    differences.compare(want, got, "");
    return differences.found;
  }

  private void compare(Value want, Value got, String at) {
    if (want instanceof MapValue wanted && got instanceof MapValue gotten) {
      compareMaps(wanted, gotten, at);
    } else if (want instanceof ListValue wanted && got instanceof ListValue gotten) {
      compareLists(wanted, gotten, at);
    } else if (!want.equals(got)) {
      found.add("%s: want %s, got %s".formatted(at.isEmpty() ? "/" : at, shown(want), shown(got)));
    }
  }

  private void compareMaps(MapValue want, MapValue got, String at) {
    Set<String> keys = new TreeSet<>(want.keys());
    keys.addAll(got.keys());
    keys.removeAll(ignored);
    for (String key : keys) {
      Value wanted = want.find(key);
      Value gotten = got.find(key);
      if (wanted != null && gotten != null) {
        compare(wanted, gotten, at + "/" + key);
      } else {
        found.add("%s/%s: want %s, got %s".formatted(at, key, shown(wanted), shown(gotten)));
      }
    }
  }

  private void compareLists(ListValue want, ListValue got, String at) {
    if (want.size() != got.size()) {
      found.add("%s: want %d items, got %d".formatted(at, want.size(), got.size()));
    }
    for (int i = 0; i < Math.min(want.size(), got.size()); i++) {
      compare(want.at(i), got.at(i), at + "/" + i);
    }
  }

  private static String shown(@Nullable Value value) {
    if (value == null) {
      return "nothing";
    }
    String text = JsonText.of(value);
    return text.length() < LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
  }
}

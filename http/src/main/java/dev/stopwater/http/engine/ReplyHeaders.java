package dev.stopwater.http.engine;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.HttpFields;

/// The headers that a handler has set. They are the engine's own list, since the answer to a
/// request that timed out is made from them while its handler may still be adding: every method is
/// guarded by this object's lock.
final class ReplyHeaders {

  /// What the outermost part of the road sets, and the answer after a deadline keeps.
  private static final List<String> KEPT =
      List.of("Audit-ID", "Cache-Control", "Strict-Transport-Security");

  private final List<String> namesAndValues = new ArrayList<>(16);

  synchronized void put(String name, String value) {
    for (int i = namesAndValues.size() - 2; i >= 0; i -= 2) {
      if (namesAndValues.get(i).equalsIgnoreCase(name)) {
        namesAndValues.subList(i, i + 2).clear();
      }
    }
    add(name, value);
  }

  synchronized void add(String name, String value) {
    namesAndValues.add(name);
    namesAndValues.add(value);
  }

  synchronized boolean has(String name) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (namesAndValues.get(i).equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }

  synchronized void copyTo(HttpFields.Mutable fields) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      fields.add(namesAndValues.get(i), namesAndValues.get(i + 1));
    }
  }

  synchronized void copyKeptTo(HttpFields.Mutable fields) {
    for (int i = 0; i < namesAndValues.size(); i += 2) {
      if (isKept(namesAndValues.get(i))) {
        fields.add(namesAndValues.get(i), namesAndValues.get(i + 1));
      }
    }
  }

  private static boolean isKept(String name) {
    for (String kept : KEPT) {
      if (kept.equalsIgnoreCase(name)) {
        return true;
      }
    }
    return false;
  }
}

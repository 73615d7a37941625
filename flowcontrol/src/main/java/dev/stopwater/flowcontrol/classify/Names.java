package dev.stopwater.flowcontrol.classify;

import java.util.List;

/// A short list of names, one of which may be `*` for all: compiled once, compared without
/// allocation.
final class Names {

  private final boolean all;
  private final String[] each;

  private Names(boolean all, String[] each) {
    this.all = all;
    this.each = each;
  }

  static Names of(List<String> names) {
    return new Names(names.contains("*"), names.toArray(String[]::new));
  }

  boolean has(String name) {
    if (all) {
      return true;
    }
    for (String mine : each) {
      if (mine.equals(name)) {
        return true;
      }
    }
    return false;
  }

  /// Whether `resource/subresource` is named; nothing is joined to find out.
  boolean has(String resource, String subresource) {
    if (all) {
      return true;
    }
    if (subresource.isEmpty()) {
      return has(resource);
    }
    int length = resource.length() + 1 + subresource.length();
    for (String mine : each) {
      if (mine.length() == length
          && mine.startsWith(resource)
          && mine.charAt(resource.length()) == '/'
          && mine.endsWith(subresource)) {
        return true;
      }
    }
    return false;
  }
}

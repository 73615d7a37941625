package dev.stopwater.machinery.patch;

import java.util.ArrayList;
import java.util.List;

/// A JSON pointer as upstream reads it: what stands before the first slash does not count, and a
/// tilde that protects nothing stays.
///
/// @param steps all keys from the root; empty for the whole document
/// @param whole whether the text was empty
record Pointer(List<String> steps, boolean whole) {

  Pointer {
    steps = List.copyOf(steps);
  }

  static Pointer parse(String text) {
    List<String> steps = new ArrayList<>();
    int slash = text.indexOf('/');
    while (slash >= 0) {
      int next = text.indexOf('/', slash + 1);
      String step = next < 0 ? text.substring(slash + 1) : text.substring(slash + 1, next);
      steps.add(step.replace("~1", "/").replace("~0", "~"));
      slash = next;
    }
    return new Pointer(steps, text.isEmpty());
  }

  List<String> parents() {
    return steps.subList(0, steps.size() - 1);
  }

  String last() {
    return steps.getLast();
  }
}

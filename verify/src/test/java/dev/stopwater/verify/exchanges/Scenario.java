package dev.stopwater.verify.exchanges;

import java.util.List;

/// A short conversation with a server, in a namespace of its own.
///
/// @param file where it is written down, without folder and endings
record Scenario(String file, String name, String theme, List<Step> steps) {

  private static final String NAMESPACE = "/namespaces/{ns}/";

  Scenario {
    steps = List.copyOf(steps);
  }

  /// Whether it writes outside its namespace, where others could see what it does.
  boolean wantsTheServerForItself() {
    return steps.stream().anyMatch(Scenario::writesForAll);
  }

  private static boolean writesForAll(Step step) {
    return step instanceof Step.Ask ask
        && ask.request().writes()
        && !ask.request().path().contains(NAMESPACE);
  }
}

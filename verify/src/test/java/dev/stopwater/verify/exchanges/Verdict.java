package dev.stopwater.verify.exchanges;

import java.util.List;

/// How a scenario went.
///
/// @param problems where answers differ from the recorded ones, in the order of the steps
record Verdict(Scenario scenario, List<String> problems) {

  Verdict {
    problems = List.copyOf(problems);
  }

  boolean passed() {
    return problems.isEmpty();
  }

  /// The scenario's title and its first differences, as a paragraph.
  String shown(int most) {
    String title = "%s (%s): %s".formatted(scenario.theme(), scenario.file(), scenario.name());
    List<String> first = problems.subList(0, Math.min(most, problems.size()));
    return title + "\n    " + String.join("\n    ", first) + "\n";
  }
}

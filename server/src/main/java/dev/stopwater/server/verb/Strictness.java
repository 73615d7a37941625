package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.WriteOptions.FieldValidation;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is done about fields that a body repeats or that its kind does not know.
final class Strictness {

  private static final String YAML = "yaml: ";
  private static final String YAML_FAULTS = "yaml: unmarshal errors:\n";

  private Strictness() {}

  /// Warns of the faults, or refuses them, or overlooks them, as the client asked.
  ///
  /// @param refusal makes of a message what the client is told
  static void judge(
      RequestContext request,
      FieldValidation validation,
      List<String> faults,
      Function<String, StatusException> refusal) {
    if (faults.isEmpty()) {
      return;
    }
    switch (validation) {
      case IGNORE -> {}
      case WARN -> faults.stream().flatMap(Strictness::lines).forEach(request::warn);
      case STRICT -> throw refusal.apply("strict decoding error: " + String.join(", ", faults));
    }
  }

  /// Each line of what the YAML reader found is a warning of its own.
  private static Stream<String> lines(String fault) {
    if (!fault.startsWith(YAML)) {
      return Stream.of(fault);
    }
    String prefix = fault.startsWith(YAML_FAULTS) ? YAML_FAULTS : YAML;
    return Arrays.stream(fault.substring(prefix.length()).split("\n", -1)).map(String::strip);
  }
}

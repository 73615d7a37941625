package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.GoField;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What OpenAPI does not tell of Go's types, from the file `go-….txt`, whose head says how it was
/// learnt.
final class GoFacts {

  /// @param whenEmpty what is shown, or null where it follows by rule
  /// @param goField the names in messages, or null where they follow by rule
  record Fact(@Nullable WhenEmpty whenEmpty, @Nullable GoField goField) {}

  private static final Fact NOTHING = new Fact(null, null);

  private final Map<String, Fact> facts = new HashMap<>();

  private GoFacts() {}

  static GoFacts read(String text) {
    GoFacts all = new GoFacts();
    String packageName = "";
    for (String written : text.lines().toList()) {
      if (written.startsWith("package ")) {
        packageName = written.substring("package ".length()) + ".";
      } else if (!written.isBlank() && !written.startsWith("#")) {
        ApiTextLine line = new ApiTextLine(written);
        all.facts.put(packageName + line.word(0), fact(line));
      }
    }
    return all;
  }

  Fact of(String typeName, String field) {
    return facts.getOrDefault(typeName + "." + field, NOTHING);
  }

  private static Fact fact(ApiTextLine line) {
    String type = line.single("go");
    boolean named = type != null || !line.mark("in").isEmpty();
    return new Fact(whenEmpty(line.word(1)), named ? new GoField(type, line.mark("in")) : null);
  }

  private static @Nullable WhenEmpty whenEmpty(String word) {
    return switch (word) {
      case "-" -> null;
      case "pointer" -> WhenEmpty.UNSET;
      case "omitted" -> WhenEmpty.OMITTED;
      case "zero" -> WhenEmpty.ZERO;
      case "null" -> WhenEmpty.NULL;
      default -> throw new IllegalArgumentException("what is shown? " + word);
    };
  }
}

package dev.stopwater.machinery.select;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One condition on one label.
///
/// @param values sorted and without duplicates; empty for [Operator#EXISTS] and
///   [Operator#DOES_NOT_EXIST], one value for all others but [Operator#IN] and [Operator#NOT_IN]
public record Requirement(String key, Operator operator, List<String> values) {

  /// How a label is compared.
  public enum Operator {
    EXISTS(""),
    DOES_NOT_EXIST("!"),
    EQUALS("="),
    DOUBLE_EQUALS("=="),
    NOT_EQUALS("!="),
    IN(" in "),
    NOT_IN(" notin "),
    GREATER(">"),
    LESS("<");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }
  }

  public Requirement {
    values = values.stream().distinct().sorted().toList();
  }

  /// Whether an object with these labels meets the requirement. What forbids a value is met by the
  /// absence of the label, too.
  public boolean matches(Map<String, String> labels) {
    String value = labels.get(key);
    return switch (operator) {
      case EXISTS -> value != null;
      case DOES_NOT_EXIST -> value == null;
      case EQUALS, DOUBLE_EQUALS, IN -> value != null && values.contains(value);
      case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
      case GREATER -> compares(value, 1);
      case LESS -> compares(value, -1);
    };
  }

  private boolean compares(@Nullable String value, int sign) {
    Long bound = integer(values.getFirst());
    Long actual = value == null ? null : integer(value);
    return bound != null && actual != null && Long.signum(actual.compareTo(bound)) == sign;
  }

  /// The 64-bit integer that a text spells in plain digits, or null.
  static @Nullable Long integer(String text) {
    int start = text.startsWith("-") || text.startsWith("+") ? 1 : 0;
    if (start == text.length() || !text.chars().skip(start).allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    try {
      return Long.valueOf(text);
    } catch (NumberFormatException tooLarge) {
      return null;
    }
  }

  /// As a query parameter would spell it: `a=b`, `!a`, `a in (b,c)`.
  @Override
  public String toString() {
    return switch (operator) {
      case EXISTS -> key;
      case DOES_NOT_EXIST -> operator.symbol + key;
      case IN, NOT_IN -> key + operator.symbol + "(" + String.join(",", values) + ")";
      case EQUALS, DOUBLE_EQUALS, NOT_EQUALS, GREATER, LESS ->
          key + operator.symbol + values.getFirst();
    };
  }
}

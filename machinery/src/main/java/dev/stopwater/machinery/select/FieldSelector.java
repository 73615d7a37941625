package dev.stopwater.machinery.select;

import dev.stopwater.machinery.errors.StatusException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which fields a client wants to have which values: all terms must hold.
///
/// The text of a query is terms joined by commas, each `field=value`, `field==value` or
/// `field!=value`; within a value a backslash protects a comma, an equals sign and itself.
public record FieldSelector(List<Term> terms) {

  public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

  private static final List<String> OPERATORS = List.of("!=", "==", "=");

  /// @param equal whether the field must have the value, or must not have it
  public record Term(String field, boolean equal, String value) {

    private boolean matches(Attributes object) {
      return equal == value.equals(object.field(field));
    }

    @Override
    public String toString() {
      return field + (equal ? "=" : "!=") + escaped(value);
    }
  }

  public FieldSelector {
    terms = List.copyOf(terms);
  }

  /// Reads the text of a query, whose labels are not judged yet (see [#resolve]).
  ///
  /// @throws StatusException 400 with upstream's sentence
  public static FieldSelector parse(String text) {
    List<Term> terms = new ArrayList<>();
    // Sorted, as clients see it from which of several faults is told.
    for (String part : split(text).stream().sorted().toList()) {
      if (!part.isEmpty()) {
        terms.add(term(part, text));
      }
    }
    return new FieldSelector(terms);
  }

  private static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) == '\\') {
        i++;
      } else if (text.charAt(i) == ',') {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  private static Term term(String part, String whole) {
    for (int i = 0; i < part.length(); i++) {
      for (String operator : OPERATORS) {
        if (part.startsWith(operator, i)) {
          return new Term(
              part.substring(0, i),
              !operator.equals("!="),
              unescaped(part.substring(i + operator.length())));
        }
      }
    }
    throw StatusException.badRequest(
        "invalid selector: '" + whole + "'; can't understand '" + part + "'");
  }

  private static String unescaped(String value) {
    StringBuilder plain = new StringBuilder(value.length());
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '\\') {
        i++;
        plain.append(escape(value, i));
      } else if (c == ',' || c == '=') {
        throw StatusException.badRequest(
            "invalid field selector: unescaped character in value: " + (int) c);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  private static char escape(String value, int at) {
    if (at < value.length() && "\\,=".indexOf(value.charAt(at)) >= 0) {
      return value.charAt(at);
    }
    String shown = at < value.length() ? value.substring(at, value.offsetByCodePoints(at, 1)) : "";
    throw StatusException.badRequest("invalid field selector: invalid escape sequence: \\" + shown);
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace(",", "\\,").replace("=", "\\=");
  }

  /// The same selection in the terms of one kind: labels give way to the fields they name, and
  /// terms that say nothing (`=`) fall away.
  ///
  /// @throws StatusException 400 for the first label that the kind does not know
  public FieldSelector resolve(FieldLabels labels) {
    List<Term> resolved = new ArrayList<>();
    for (Term term : terms) {
      if (!term.field.isEmpty() || !term.value.isEmpty()) {
        resolved.add(new Term(labels.field(term.field), term.equal, term.value));
      }
    }
    return new FieldSelector(resolved);
  }

  public boolean matches(Attributes object) {
    for (Term term : terms) {
      if (!term.matches(object)) {
        return false;
      }
    }
    return true;
  }

  /// The value that `field` must have, or null where the selector does not insist on one.
  public @Nullable String exact(String field) {
    for (Term term : terms) {
      if (term.equal && term.field.equals(field)) {
        return term.value;
      }
    }
    return null;
  }

  /// As a query parameter would spell it.
  @Override
  public String toString() {
    return terms.stream().map(Term::toString).collect(Collectors.joining(","));
  }
}

package dev.stopwater.machinery.select;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.select.Requirement.Operator;
import java.util.ArrayList;
import java.util.List;

/// Reads the label selector of a query.
///
/// ```
/// selector    = [ requirement { "," requirement } ]
/// requirement = [ "!" ] key | key operator value | key ( "in" | "notin" ) "(" values ")"
/// operator    = "=" | "==" | "!=" | ">" | "<"
/// values      = [ value ] { "," [ value ] }        (what is left out is the empty value)
/// ```
final class LabelParser {

  private final LabelTokens tokens;

  LabelParser(String text) {
    tokens = new LabelTokens(text);
  }

  List<Requirement> parse() {
    List<Requirement> requirements = new ArrayList<>();
    if (tokens.peek().isEmpty()) {
      return requirements;
    }
    if (!startsRequirement()) {
      throw unexpected("", ", expected: !, identifier, or 'end of string'");
    }
    requirements.add(requirement());
    while (!tokens.peek().isEmpty()) {
      if (!tokens.peek().equals(",")) {
        throw unexpected("", ", expected: ',' or 'end of string'");
      }
      tokens.take();
      if (!startsRequirement()) {
        throw unexpected("", ", expected: identifier after ','");
      }
      requirements.add(requirement());
    }
    return requirements;
  }

  private boolean startsRequirement() {
    return tokens.atWord() || tokens.peek().equals("!");
  }

  private Requirement requirement() {
    boolean negated = tokens.peek().equals("!");
    if (negated) {
      tokens.take();
    }
    String key = word(", expected: identifier");
    checkKey(key);
    if (negated) {
      return new Requirement(key, Operator.DOES_NOT_EXIST, List.of());
    }
    if (tokens.peek().isEmpty() || tokens.peek().equals(",")) {
      return new Requirement(key, Operator.EXISTS, List.of());
    }
    Operator operator = operator();
    List<String> values =
        operator == Operator.IN || operator == Operator.NOT_IN ? values() : List.of(value());
    Requirement requirement = new Requirement(key, operator, values);
    checkValues(requirement);
    return requirement;
  }

  private Operator operator() {
    Operator operator =
        switch (tokens.peek()) {
          case "in" -> Operator.IN;
          case "notin" -> Operator.NOT_IN;
          case "=" -> Operator.EQUALS;
          case "==" -> Operator.DOUBLE_EQUALS;
          case "!=" -> Operator.NOT_EQUALS;
          case ">" -> Operator.GREATER;
          case "<" -> Operator.LESS;
          default -> throw requirementFault(", expected: in, notin, =, ==, !=, gt, lt");
        };
    tokens.take();
    return operator;
  }

  private String value() {
    if (tokens.peek().isEmpty() || tokens.peek().equals(",")) {
      return "";
    }
    return word(", expected: identifier");
  }

  private List<String> values() {
    if (!tokens.peek().equals("(")) {
      throw requirementFault(" expected: '('");
    }
    tokens.take();
    if (tokens.peek().equals(")")) {
      tokens.take();
      return List.of("");
    }
    if (!tokens.atWord() && !tokens.peek().equals(",")) {
      throw requirementFault(", expected: ',', ')' or identifier");
    }
    return listedValues();
  }

  private List<String> listedValues() {
    List<String> values = new ArrayList<>();
    while (true) {
      if (tokens.atWord()) {
        values.add(tokens.take());
        if (!tokens.peek().equals(",") && !tokens.peek().equals(")")) {
          throw requirementFault(", expected: ',' or ')'");
        }
      } else {
        values.add("");
      }
      if (tokens.peek().equals(")")) {
        tokens.take();
        return values;
      }
      if (!tokens.peek().equals(",")) {
        throw requirementFault(", expected: ',', or identifier");
      }
      tokens.take();
    }
  }

  private String word(String otherwise) {
    if (!tokens.atWord()) {
      throw requirementFault(otherwise);
    }
    return tokens.take();
  }

  private static void checkKey(String key) {
    List<String> faults = Names.qualifiedName(key);
    if (!faults.isEmpty()) {
      throw StatusException.badRequest(
          "unable to parse requirement: <nil>: Invalid value: "
              + GoQuote.quote(key)
              + ": "
              + String.join("; ", faults));
    }
  }

  private static void checkValues(Requirement requirement) {
    FieldErrors errors = new FieldErrors();
    Path values = Path.of("values");
    for (int i = 0; i < requirement.values().size(); i++) {
      String value = requirement.values().get(i);
      boolean compares =
          requirement.operator() == Operator.GREATER || requirement.operator() == Operator.LESS;
      if (compares && Requirement.integer(value) == null) {
        errors.invalidText(
            values.index(i), value, "for 'Gt', 'Lt' operators, the value must be an integer");
      }
      List<String> faults = Names.labelValue(value);
      if (!faults.isEmpty()) {
        errors.invalidText(
            values.index(i).key(requirement.key()), value, String.join("; ", faults));
      }
    }
    if (!errors.isEmpty()) {
      throw StatusException.badRequest("unable to parse requirement: " + joined(errors.all()));
    }
  }

  private static String joined(List<FieldError> errors) {
    List<String> texts = errors.stream().map(e -> e.field() + ": " + e.message()).toList();
    return texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
  }

  private StatusException requirementFault(String expected) {
    return unexpected("unable to parse requirement: ", expected);
  }

  private StatusException unexpected(String where, String expected) {
    return StatusException.badRequest(where + "found '" + tokens.peek() + "'" + expected);
  }
}

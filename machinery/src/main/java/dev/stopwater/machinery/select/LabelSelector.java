package dev.stopwater.machinery.select;

import dev.stopwater.machinery.select.Requirement.Operator;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which labels a client wants: all requirements must hold.
public final class LabelSelector {

  private static final LabelSelector EVERYTHING = new LabelSelector(List.of(), false);
  private static final LabelSelector NOTHING = new LabelSelector(List.of(), true);

  private final List<Requirement> requirements;
  private final boolean nothing;

  private LabelSelector(List<Requirement> requirements, boolean nothing) {
    this.requirements = requirements;
    this.nothing = nothing;
  }

  public static LabelSelector everything() {
    return EVERYTHING;
  }

  public static LabelSelector nothing() {
    return NOTHING;
  }

  public static LabelSelector of(List<Requirement> requirements) {
    return requirements.isEmpty()
        ? EVERYTHING
        : new LabelSelector(
            requirements.stream().sorted(Comparator.comparing(Requirement::key)).toList(), false);
  }

  /// Reads the text of a query: `a=b,c!=d,e in (x,y),!f`.
  ///
  /// @throws dev.stopwater.machinery.errors.StatusException 400 with upstream's sentence
  public static LabelSelector parse(String text) {
    return of(new LabelParser(text).parse());
  }

  /// Reads a plain map of labels, such as a Service's `spec.selector`.
  public static LabelSelector ofLabels(MapValue labels) {
    List<Requirement> requirements = new ArrayList<>();
    addLabels(labels, requirements);
    return of(requirements);
  }

  /// Reads a LabelSelector object: `matchLabels` and `matchExpressions`. An absent one selects
  /// nothing, an empty one everything; what is not valid (see [LabelSelectors]) selects nothing.
  public static LabelSelector of(@Nullable MapValue selector) {
    if (selector == null) {
      return NOTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    addLabels(selector.mapOrEmpty("matchLabels"), requirements);
    for (MapValue expression : selector.listOrEmpty("matchExpressions").maps()) {
      Operator operator = operator(expression.text("operator", ""));
      if (operator == null) {
        return NOTHING;
      }
      requirements.add(
          new Requirement(
              expression.text("key", ""), operator, expression.listOrEmpty("values").texts()));
    }
    return of(requirements);
  }

  private static void addLabels(MapValue labels, List<Requirement> requirements) {
    labels
        .entries()
        .forEach(label -> {
          String value = label.getValue() instanceof Text text ? text.value() : "";
          requirements.add(new Requirement(label.getKey(), Operator.EQUALS, List.of(value)));
        });
  }

  static @Nullable Operator operator(String name) {
    return switch (name) {
      case "In" -> Operator.IN;
      case "NotIn" -> Operator.NOT_IN;
      case "Exists" -> Operator.EXISTS;
      case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
      default -> null;
    };
  }

  public boolean matches(Map<String, String> labels) {
    for (Requirement requirement : requirements) {
      if (!requirement.matches(labels)) {
        return false;
      }
    }
    return !nothing;
  }

  /// Whether no object can fail to match.
  public boolean matchesEverything() {
    return requirements.isEmpty() && !nothing;
  }

  /// Sorted by key.
  public List<Requirement> requirements() {
    return requirements;
  }

  /// As a query parameter would spell it; empty for everything and for nothing.
  @Override
  public String toString() {
    return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
  }
}

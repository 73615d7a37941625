package dev.stopwater.flowcontrol.classify;

import dev.stopwater.machinery.value.MapValue;
import java.util.Comparator;

/// A FlowSchema, compiled: which requests it takes, and to which priority level. Immutable.
public final class FlowSchema {

  /// The order in which schemas are asked: by precedence, then by name.
  public static final Comparator<FlowSchema> ORDER =
      Comparator.comparingLong(FlowSchema::precedence).thenComparing(FlowSchema::name);

  private final String name;
  private final String uid;
  private final String level;
  private final long precedence;
  private final Distinguisher distinguisher;
  private final Rule[] rules;

  private FlowSchema(MapValue object) {
    MapValue metadata = object.mapOrEmpty("metadata");
    MapValue spec = object.mapOrEmpty("spec");
    name = metadata.text("name", "");
    uid = metadata.text("uid", "");
    level = spec.mapOrEmpty("priorityLevelConfiguration").text("name", "");
    precedence = spec.integer("matchingPrecedence", 1000);
    distinguisher = Distinguisher.named(spec.textAt("distinguisherMethod", "type"));
    rules = spec.listOrEmpty("rules").maps().stream().map(Rule::read).toArray(Rule[]::new);
  }

  /// @param object as it is stored, defaults filled in
  public static FlowSchema of(MapValue object) {
    return new FlowSchema(object);
  }

  public String name() {
    return name;
  }

  public String uid() {
    return uid;
  }

  /// The name of the PriorityLevelConfiguration that it refers to.
  public String level() {
    return level;
  }

  public long precedence() {
    return precedence;
  }

  public Distinguisher distinguisher() {
    return distinguisher;
  }

  public boolean matches(RequestDigest request) {
    for (Rule rule : rules) {
      if (rule.matches(request)) {
        return true;
      }
    }
    return false;
  }
}

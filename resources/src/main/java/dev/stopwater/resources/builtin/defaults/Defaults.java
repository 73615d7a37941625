package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.definition.Definition;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Fills in what a client left out of an object of a built-in kind.
///
/// Defaults belong to types, not to kinds: the object is walked along its schema, parents before
/// their children, so that a pod template gets the defaults of pods wherever it stands. A type's
/// defaults come from three places, in this order: the rules that look at other fields, the rows of
/// `defaults.txt`, and what the schema itself declares.
///
/// Applying them twice is the same as once. Pure; may be called from any thread.
public final class Defaults {

  private static final Map<String, Rule> RULES = rules();
  private static final Rows ROWS = Rows.load("defaults.txt");

  private Defaults() {}

  /// Completes `object` in place. It has been decoded by the definition's schema: unknown fields
  /// are gone, and so are zero values that Go would not show.
  public static void apply(Definition definition, MapValue object) {
    complete(definition.schema(), object);
  }

  /// Completes a part of an object: `part` is of the type `schema`.
  public static void complete(Schema schema, MapValue part) {
    visit(schema, part);
  }

  private static void visit(Schema schema, MapValue object) {
    String type = typeName(schema);
    Rule rule = RULES.get(type);
    if (rule != null) {
      rule.complete(object);
    }
    ROWS.complete(type, object);
    for (Field field : schema.fields().values()) {
      Value fallback = fallback(field);
      if (fallback != null && absent(object.find(field.name()))) {
        object.put(field.name(), fallback);
      }
      Value value = object.find(field.name());
      if (isResourceList(field.type(), type) && value instanceof MapValue quantities) {
        roundToMilli(quantities);
      } else {
        visit(field.type(), value);
      }
    }
  }

  /// A struct that Go holds by value is there even where a client did not send it.
  private static @Nullable Value fallback(Field field) {
    if (field.whenEmpty() == Field.WhenEmpty.EMPTY_STRUCT) {
      return new MapValue();
    }
    Value declared = field.fallback();
    return declared == null ? null : declared.copy();
  }

  private static void visit(Type type, @Nullable Value value) {
    switch (type) {
      case Type.Struct(Schema schema) when value instanceof MapValue map -> visit(schema, map);
      case Type.ListOf(Type item) when value instanceof ListValue list && structured(item) ->
          list.forEach(element -> visit(item, element));
      case Type.MapOf(Type item) when value instanceof MapValue map && structured(item) ->
          map.entries().forEach(entry -> visit(item, entry.getValue()));
      default -> {
        // nothing to complete below a plain value
      }
    }
  }

  /// Maps of quantities in the core group count resources, down to a thousandth.
  private static boolean isResourceList(Type type, String owner) {
    return type instanceof Type.MapOf(Type item)
        && item == Type.Scalar.QUANTITY
        && owner.startsWith("core.");
  }

  private static void roundToMilli(MapValue quantities) {
    for (Map.Entry<String, Value> entry : quantities.entries()) {
      if (entry.getValue() instanceof Text(String text)) {
        String rounded = Quantity.parse(text).roundedToMilli().toString();
        if (!rounded.equals(text)) {
          entry.setValue(new Text(rounded));
        }
      }
    }
  }

  private static boolean structured(Type type) {
    return !(type instanceof Type.Scalar);
  }

  /// The last three parts of the OpenAPI name: `core.v1.Container`.
  private static String typeName(Schema schema) {
    String name = schema.name();
    int start = name.length();
    for (int parts = 0; parts < 3 && start > 0; parts++) {
      start = name.lastIndexOf('.', start - 1);
    }
    return name.substring(start + 1);
  }

  static boolean absent(@Nullable Value value) {
    return value == null || value == Null.NULL;
  }

  private static Map<String, Rule> rules() {
    Map<String, Rule> rules = new HashMap<>();
    PodDefaults.addTo(rules);
    WorkloadDefaults.addTo(rules);
    ClusterDefaults.addTo(rules);
    PolicyDefaults.addTo(rules);
    return Map.copyOf(rules);
  }
}

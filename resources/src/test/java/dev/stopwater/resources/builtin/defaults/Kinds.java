package dev.stopwater.resources.builtin.defaults;

import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Field.WhenEmpty;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.resources.definition.Definition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Small schemas and definitions, written out for a test.
public final class Kinds {

  private Kinds() {}

  /// A struct of `name` (`core.v1.Pod`) with fields given as name and type in turn.
  public static Schema struct(String name, Object... fields) {
    Schema schema = new Schema("io.k8s.api." + name);
    for (int i = 0; i < fields.length; i += 2) {
      schema.add(field((String) fields[i], (Type) fields[i + 1], WhenEmpty.OMITTED));
    }
    return schema;
  }

  /// Adds a struct that Go holds by value.
  public static Schema withValue(Schema owner, String field, Schema struct) {
    owner.add(field(field, new Type.Struct(struct), WhenEmpty.EMPTY_STRUCT));
    return owner;
  }

  public static Type listOf(Schema item) {
    return new Type.ListOf(new Type.Struct(item));
  }

  public static Definition definition(String group, String version, Schema schema) {
    String kind = schema.shortName();
    return new Definition(
        group,
        version,
        kind.toLowerCase(java.util.Locale.ROOT) + "s",
        kind,
        true,
        new Definition.Names("", List.of(), List.of()),
        Set.of(),
        Map.of(),
        schema,
        version);
  }

  private static Field field(String name, Type type, WhenEmpty whenEmpty) {
    return field(name, type, whenEmpty, null);
  }

  private static Field field(
      String name, Type type, WhenEmpty whenEmpty, @Nullable String listType) {
    return new Field(
        name, name, type, false, whenEmpty, listType, List.of(), null, Set.of(), null, List.of());
  }
}

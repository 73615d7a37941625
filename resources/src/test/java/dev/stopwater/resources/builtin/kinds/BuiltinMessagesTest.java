package dev.stopwater.resources.builtin.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.protobuf.MessageTable;
import dev.stopwater.machinery.schema.Field;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BuiltinMessagesTest {

  private final MessageTable table = BuiltinMessages.table();
  private final Map<String, Schema> seen = new LinkedHashMap<>();

  @Test
  void everyKindOfEveryVersionHasAMessage() {
    assertThat(Catalog.builtin().definitions())
        .isNotEmpty()
        .allSatisfy(each -> assertThat(table.has(BuiltinMessages.nameOf(each.schema()))).isTrue());
  }

  @Test
  void everyFieldOfEveryTypeIsOneOfItsMessage() {
    for (Definition definition : Catalog.builtin().definitions()) {
      walk(new Type.Struct(definition.schema()));
    }
    List<String> missing = new ArrayList<>();
    List<String> compared = new ArrayList<>();
    seen.values().forEach(schema -> compare(schema, missing, compared));
    assertThat(compared).hasSizeGreaterThan(400);
    assertThat(missing).isEmpty();
  }

  private void compare(Schema schema, List<String> missing, List<String> compared) {
    String message = BuiltinMessages.nameOf(schema);
    Set<String> names = table.has(message) ? table.jsonNames(message) : Set.of();
    compared.add(message);
    for (String field : schema.fields().keySet()) {
      if (!names.contains(field) && !field.equals("kind") && !field.equals("apiVersion")) {
        missing.add(message + "." + field);
      }
    }
  }

  private void walk(Type type) {
    switch (type) {
      case Type.Scalar leaf -> {}
      case Type.ListOf list -> walk(list.item());
      case Type.MapOf map -> walk(map.value());
      case Type.Struct(Schema schema) -> {
        if (seen.putIfAbsent(schema.name(), schema) == null) {
          for (Field field : schema.fields().values()) {
            walk(field.type());
          }
        }
      }
    }
  }
}

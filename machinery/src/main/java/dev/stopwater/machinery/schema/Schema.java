package dev.stopwater.machinery.schema;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One structured type, such as `io.k8s.api.core.v1.PodSpec`: its name and its fields by JSON name.
///
/// Types refer to each other in circles (JSONSchemaProps to itself), so a schema is made empty and
/// filled once, before anyone else sees it; from then on it does not change.
public final class Schema {

  private final String name;
  private final LinkedHashMap<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, GoField> goFields = new HashMap<>();

  public Schema(String name) {
    this.name = name;
  }

  /// The type's name as OpenAPI has it, such as `io.k8s.api.core.v1.Container`.
  public String name() {
    return name;
  }

  /// The last part of the name, such as `Container`: what Go's decoder prints.
  public String shortName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  public Map<String, Field> fields() {
    return Collections.unmodifiableMap(fields);
  }

  public @Nullable Field field(String jsonName) {
    return fields.get(jsonName);
  }

  /// Adds a field while the schema is being built.
  public void add(Field field) {
    fields.put(field.name(), field);
  }

  /// What Go's decoder calls a field where that does not follow from its type, or null.
  public @Nullable GoField goField(String jsonName) {
    return goFields.get(jsonName);
  }

  /// Adds what Go calls a field, while the schema is being built.
  public void describe(String jsonName, GoField goField) {
    goFields.put(jsonName, goField);
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.stopwater.admission.builtin;

import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.admission.AdmissionAttributes.Requester;
import dev.stopwater.admission.AdmissionAttributes.Target;
import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Requests to write, as tests make them.
final class Requests {

  static final String NAMESPACE = "here";

  private Requests() {}

  static AdmissionAttributes create(String group, String resource, MapValue object) {
    return request(Operation.CREATE, group, resource, object, null);
  }

  static AdmissionAttributes update(String group, String resource, MapValue object, MapValue old) {
    return request(Operation.UPDATE, group, resource, object, old);
  }

  static AdmissionAttributes request(
      Operation operation, String group, String resource, MapValue object, @Nullable MapValue old) {
    Definition definition =
        new Definition(
            group,
            "v1",
            resource,
            resource,
            true,
            new Definition.Names("", List.of(), List.of()),
            Set.of(),
            Map.of(),
            new Schema(resource),
            "v1");
    String name = object.mapOrEmpty("metadata").text("name", "a");
    return new AdmissionAttributes(
        operation,
        new Target(definition, "", NAMESPACE, name),
        object,
        old,
        new Requester("ann", "u-1", List.of("g"), Map.of("k", List.of("v"))),
        new MapValue());
  }

  static MapValue named(String name) {
    return MapValue.of("metadata", MapValue.of("name", name));
  }
}

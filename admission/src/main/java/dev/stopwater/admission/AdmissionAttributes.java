package dev.stopwater.admission;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A request to write, as gates see it.
///
/// @param object what shall be written, open to change while gates mutate; empty for a deletion
/// @param old what is stored, or null where nothing is
/// @param options the request's options, such as CreateOptions
public record AdmissionAttributes(
    Operation operation,
    Target target,
    MapValue object,
    @Nullable MapValue old,
    Requester requester,
    MapValue options) {

  /// What is to be done.
  public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT
  }

  /// What it is to be done to.
  ///
  /// @param subresource empty for the resource itself
  /// @param namespace empty for what has none
  /// @param name empty where it is not known yet
  public record Target(Definition definition, String subresource, String namespace, String name) {}

  /// Who asks.
  ///
  /// @param uid empty where it is not known
  public record Requester(
      String name, String uid, List<String> groups, Map<String, List<String>> extra) {

    public Requester {
      groups = List.copyOf(groups);
      Map<String, List<String>> copy = new HashMap<>();
      extra.forEach((key, values) -> copy.put(key, List.copyOf(values)));
      extra = Map.copyOf(copy);
    }
  }

  /// Whether nothing will be stored in the end.
  public boolean dryRun() {
    return !options.listOrEmpty("dryRun").isEmpty();
  }

  /// Whether this is about a resource itself, not about one of its subresources.
  public boolean isFor(String group, String resource) {
    return isForAny(group, resource) && target.subresource.isEmpty();
  }

  /// Whether this is about a resource or any of its subresources.
  public boolean isForAny(String group, String resource) {
    return target.definition.group().equals(group) && target.definition.resource().equals(resource);
  }

  /// The old object, or an empty one.
  public MapValue oldOrEmpty() {
    return old == null ? new MapValue() : old;
  }

  /// The refusal of a gate: 403, with the resource and the name of the object.
  public StatusException forbidden(String why) {
    return StatusException.forbidden(target.definition.groupResource(), shownName(), why);
  }

  /// The name as refusals show it: that of the request, else that of the object.
  public String shownName() {
    return target.name.isEmpty() ? object.mapOrEmpty("metadata").text("name", "") : target.name;
  }
}

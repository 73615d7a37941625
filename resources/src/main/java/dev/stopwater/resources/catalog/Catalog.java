package dev.stopwater.resources.catalog;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.resources.builtin.kinds.ApiDescription;
import dev.stopwater.resources.builtin.kinds.BuiltinKinds;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// All kinds served at this moment, as one value that never changes: routing, discovery and OpenAPI
/// are functions of it. Safe for all threads.
public final class Catalog {

  /// A group and a version of it.
  ///
  /// @param group empty for the core group
  public record GroupVersion(String group, String version) {

    /// `apps/v1`, or `v1` for the core group.
    @Override
    public String toString() {
      return group.isEmpty() ? version : group + "/" + version;
    }
  }

  private record Name(String group, String version, String name) {}

  /// The version in which objects of both groups are stored, where two groups serve one thing.
  private static final Map<String, String> STORED_IN_GROUP = Map.of("events.k8s.io/events", "");

  private final ApiDescription description;
  private final List<Definition> definitions;
  private final Map<String, Schema> schemas;
  private final Map<Name, Definition> byResource = new LinkedHashMap<>();
  private final Map<Name, Definition> byKind = new LinkedHashMap<>();
  private final Map<String, List<String>> versionsByGroup = new LinkedHashMap<>();
  private final Map<GroupVersion, List<Definition>> byVersion = new LinkedHashMap<>();
  private final Map<Name, Schema> bodies = new LinkedHashMap<>();

  private Catalog(BuiltinKinds kinds) {
    description = kinds.description();
    definitions = kinds.definitions();
    schemas = kinds.schemas();
    definitions.forEach(this::index);
    kinds
        .description()
        .types()
        .forEach(type ->
            type.kinds()
                .forEach(kind ->
                    bodies.put(
                        new Name(kind.group(), kind.version(), kind.kind()), schema(type.name()))));
  }

  private void index(Definition definition) {
    String group = definition.group();
    String version = definition.version();
    byResource.put(new Name(group, version, definition.resource()), definition);
    byKind.putIfAbsent(new Name(group, version, definition.kind()), definition);
    List<String> versions = versionsByGroup.computeIfAbsent(group, any -> new ArrayList<>());
    if (!versions.contains(version)) {
      versions.add(version);
    }
    byVersion
        .computeIfAbsent(new GroupVersion(group, version), any -> new ArrayList<>())
        .add(definition);
  }

  /// The kinds that ship with us, read once for the process.
  public static Catalog builtin() {
    return Builtin.CATALOG;
  }

  /// The kinds of another description, such as one just imported.
  public static Catalog of(BuiltinKinds kinds) {
    return new Catalog(kinds);
  }

  /// The resource of a path: `("apps", "v1", "deployments")`, with an empty group for core.
  public @Nullable Definition find(String group, String version, String resource) {
    return byResource.get(new Name(group, version, resource));
  }

  /// The first resource that bears a kind.
  public @Nullable Definition findKind(String group, String version, String kind) {
    return byKind.get(new Name(group, version, kind));
  }

  /// The version of a resource that its group prefers among those that serve it.
  public @Nullable Definition findPreferred(String group, String resource) {
    for (String version : versions(group)) {
      Definition definition = find(group, version, resource);
      if (definition != null) {
        return definition;
      }
    }
    return null;
  }

  /// The definition as which objects of `definition` are stored: itself, but for a resource that is
  /// served in several versions or groups and stored in one. Two definitions of one thing have the
  /// same answer, and so the same place in the store.
  public Definition storedAs(Definition definition) {
    String resource = definition.resource();
    String group =
        STORED_IN_GROUP.getOrDefault(definition.group() + "/" + resource, definition.group());
    Definition stored = find(group, definition.storageVersion(), resource);
    return stored == null ? definition : stored;
  }

  /// The schema of the body of a kind, also of kinds that are no resource of their own, such as
  /// `DeleteOptions` or `Scale`.
  public @Nullable Schema body(String group, String version, String kind) {
    return bodies.get(new Name(group, version, kind));
  }

  /// Groups in discovery's order, the core group (empty) first.
  public List<String> groups() {
    return List.copyOf(versionsByGroup.keySet());
  }

  /// The versions of a group, the preferred one first; none of an unknown group.
  public List<String> versions(String group) {
    return Collections.unmodifiableList(versionsByGroup.getOrDefault(group, List.of()));
  }

  /// All group versions in discovery's order.
  public List<GroupVersion> groupVersions() {
    return List.copyOf(byVersion.keySet());
  }

  /// All definitions in discovery's order.
  public List<Definition> definitions() {
    return definitions;
  }

  /// The definitions of one group version in discovery's order; none of an unknown one.
  public List<Definition> definitions(String group, String version) {
    return Collections.unmodifiableList(
        byVersion.getOrDefault(new GroupVersion(group, version), List.of()));
  }

  /// A type by its full name, such as `io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta`.
  ///
  /// @throws IllegalArgumentException when there is none
  public Schema schema(String name) {
    Schema schema = schemas.get(name);
    if (schema == null) {
      throw new IllegalArgumentException("no type " + name);
    }
    return Objects.requireNonNull(schema);
  }

  public @Nullable Schema findSchema(String name) {
    return schemas.get(name);
  }

  /// What the release said of itself: the source of the OpenAPI documents.
  public ApiDescription description() {
    return description;
  }

  private static final class Builtin {
    static final Catalog CATALOG = new Catalog(BuiltinKinds.read());
  }
}

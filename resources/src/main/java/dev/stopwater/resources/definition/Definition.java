package dev.stopwater.resources.definition;

import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.schema.Schema;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One resource in one version, built-in or custom, as data: all that routing, discovery, decoding
/// and storing need to know of it.
///
/// @param resource the plural, as in paths
/// @param names what people may call it
/// @param subresources by name (`status`, `scale`, `eviction`)
/// @param schema the fields of the kind
/// @param storageVersion the version in which objects are stored, which may be another than
///   `version`
public record Definition(
    String group,
    String version,
    String resource,
    String kind,
    boolean namespaced,
    Names names,
    Set<String> verbs,
    Map<String, Subresource> subresources,
    Schema schema,
    String storageVersion) {

  /// @param singular such as `pod`
  public record Names(String singular, List<String> shortNames, List<String> categories) {

    public Names {
      shortNames = List.copyOf(shortNames);
      categories = List.copyOf(categories);
    }
  }

  /// A subresource, with the kind that it speaks (`autoscaling/v1 Scale` for `scale`).
  public record Subresource(
      String name, Set<String> verbs, String group, String version, String kind) {

    public Subresource {
      verbs = Set.copyOf(verbs);
    }
  }

  public Definition {
    verbs = Set.copyOf(verbs);
    subresources = Map.copyOf(subresources);
  }

  /// Of its name alone, since definitions are looked up for every request.
  @Override
  public int hashCode() {
    return 31 * (31 * group.hashCode() + version.hashCode()) + resource.hashCode();
  }

  /// `apps/v1`, or `v1` for the core group.
  public String apiVersion() {
    return group.isEmpty() ? version : group + "/" + version;
  }

  /// As messages about objects name it: `deployments.apps`.
  public Resource groupResource() {
    return new Resource(group, resource);
  }

  /// As messages about validity name it: `Deployment.apps`.
  public Resource groupKind() {
    return new Resource(group, kind);
  }

  /// The key in tables of built-in kinds: `apps/Deployment`, or `Pod` for the core group.
  public String tableKey() {
    return group.isEmpty() ? kind : group + "/" + kind;
  }

  public @Nullable Subresource subresource(String name) {
    return subresources.get(name);
  }
}

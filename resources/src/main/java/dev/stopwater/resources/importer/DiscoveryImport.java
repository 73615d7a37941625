package dev.stopwater.resources.importer;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import dev.stopwater.resources.builtin.kinds.ApiVersion;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiResource;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiSubresource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads an APIGroupDiscoveryList.
final class DiscoveryImport {

  private DiscoveryImport() {}

  static List<ApiVersion> versions(MapValue discovery) {
    List<ApiVersion> versions = new ArrayList<>();
    for (MapValue group : discovery.listOrEmpty("items").maps()) {
      String name = group.mapOrEmpty("metadata").text("name", "");
      for (MapValue version : group.listOrEmpty("versions").maps()) {
        String versionName = text(version, "version");
        List<ApiResource> resources =
            version.listOrEmpty("resources").maps().stream()
                .map(resource -> resource(name, versionName, resource))
                .toList();
        versions.add(new ApiVersion(name, versionName, resources));
      }
    }
    return versions;
  }

  private static ApiResource resource(String group, String version, MapValue resource) {
    return new ApiResource(
        text(resource, "resource"),
        kind(group, version, resource).kind(),
        text(resource, "scope").equals("Namespaced"),
        text(resource, "singularResource"),
        resource.listOrEmpty("shortNames").texts(),
        resource.listOrEmpty("categories").texts(),
        resource.listOrEmpty("verbs").texts(),
        resource.listOrEmpty("subresources").maps().stream()
            .map(subresource -> subresource(group, version, subresource))
            .toList());
  }

  private static ApiSubresource subresource(String group, String version, MapValue subresource) {
    return new ApiSubresource(
        text(subresource, "subresource"),
        kind(group, version, subresource),
        subresource.listOrEmpty("verbs").texts());
  }

  /// A kind without a version belongs to the group version that it is served in.
  private static ApiKind kind(String group, String version, MapValue resource) {
    MapValue kind = resource.mapOrEmpty("responseKind");
    return kind.text("version", "").isEmpty()
        ? new ApiKind(group, version, text(kind, "kind"))
        : new ApiKind(kind.text("group", ""), text(kind, "version"), text(kind, "kind"));
  }

  private static String text(MapValue map, String key) {
    return Objects.requireNonNull(map.text(key), () -> "discovery without " + key);
  }
}

package dev.stopwater.server.discovery;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The discovery documents of one catalog, each made anew from it: whoever wants to keep one, keeps
/// it. Safe for all threads.
public final class Discovery {

  private final Catalog catalog;

  public Discovery(Catalog catalog) {
    this.catalog = catalog;
  }

  /// `/api`: an APIVersions.
  ///
  /// @param serverAddress where the asking client reaches us, such as `127.0.0.1:6443`
  public MapValue versions(String serverAddress) {
    MapValue address = MapValue.of("clientCIDR", "0.0.0.0/0", "serverAddress", serverAddress);
    return MapValue.of(
        "kind", "APIVersions",
        "versions", ListValue.ofTexts(catalog.versions("")),
        "serverAddressByClientCIDRs", ListValue.of(address));
  }

  /// `/apis`: an APIGroupList.
  public MapValue groups() {
    ListValue groups = new ListValue();
    for (String group : namedGroups()) {
      groups.add(groupOf(group));
    }
    return MapValue.of("kind", "APIGroupList", "apiVersion", "v1", "groups", groups);
  }

  /// `/apis/<group>`: an APIGroup, or null for an unknown group.
  public @Nullable MapValue group(String group) {
    if (group.isEmpty() || catalog.versions(group).isEmpty()) {
      return null;
    }
    MapValue answer = MapValue.of("kind", "APIGroup", "apiVersion", "v1");
    groupOf(group).entries().forEach(entry -> answer.put(entry.getKey(), entry.getValue()));
    return answer;
  }

  /// `/api/v1` and `/apis/<group>/<version>`: an APIResourceList, or null for an unknown version.
  public @Nullable MapValue resources(String group, String version) {
    if (!catalog.versions(group).contains(version)) {
      return null;
    }
    ListValue resources = new ListValue();
    for (Definition definition : catalog.definitions(group, version)) {
      LegacyResources.add(resources, catalog, definition);
    }
    MapValue answer = MapValue.of("kind", "APIResourceList");
    if (!group.isEmpty()) {
      answer.put("apiVersion", "v1");
    }
    String groupVersion = new Catalog.GroupVersion(group, version).toString();
    return answer.put("groupVersion", groupVersion).put("resources", resources);
  }

  /// `/api` in the aggregated form.
  public Document aggregatedCore() {
    return AggregatedDiscovery.of(catalog, List.of(""));
  }

  /// `/apis` in the aggregated form.
  public Document aggregatedGroups() {
    return AggregatedDiscovery.of(catalog, namedGroups());
  }

  /// `/`: all paths, sorted.
  ///
  /// @param others the paths that are served beside the API, such as `/version`
  public byte[] root(Collection<String> others) {
    TreeSet<String> paths = new TreeSet<>(others);
    paths.addAll(List.of("/api", "/apis", "/apis/"));
    for (Catalog.GroupVersion served : catalog.groupVersions()) {
      if (served.group().isEmpty()) {
        paths.add("/api/" + served.version());
      } else {
        paths.add("/apis/" + served.group());
        paths.add("/apis/" + served);
      }
    }
    return JsonWriter.encodePretty(MapValue.of("paths", ListValue.ofTexts(paths)));
  }

  private List<String> namedGroups() {
    return catalog.groups().stream().filter(group -> !group.isEmpty()).toList();
  }

  private MapValue groupOf(String group) {
    ListValue versions = new ListValue();
    for (String version : catalog.versions(group)) {
      versions.add(groupVersion(group, version));
    }
    Value preferred = groupVersion(group, catalog.versions(group).getFirst());
    return MapValue.of("name", group, "versions", versions, "preferredVersion", preferred);
  }

  private static MapValue groupVersion(String group, String version) {
    return MapValue.of("groupVersion", group + "/" + version, "version", version);
  }
}

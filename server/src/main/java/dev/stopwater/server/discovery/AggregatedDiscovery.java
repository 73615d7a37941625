package dev.stopwater.server.discovery;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import java.util.List;
import java.util.TreeMap;

/// An APIGroupDiscoveryList (v2): groups with all that is in them, in one document.
final class AggregatedDiscovery {

  private static final String CONTENT_TYPE =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList";

  private AggregatedDiscovery() {}

  static Document of(Catalog catalog, List<String> groups) {
    ListValue items = new ListValue();
    for (String group : groups) {
      items.add(group(catalog, group));
    }
    MapValue list =
        MapValue.of(
            "kind",
            "APIGroupDiscoveryList",
            "apiVersion",
            "apidiscovery.k8s.io/v2",
            "metadata",
            new MapValue(),
            "items",
            items);
    return Document.of(CONTENT_TYPE, JsonWriter.encode(list));
  }

  private static MapValue group(Catalog catalog, String group) {
    ListValue versions = new ListValue();
    for (String version : catalog.versions(group)) {
      ListValue resources = new ListValue();
      for (Definition definition : catalog.definitions(group, version)) {
        resources.add(resource(definition));
      }
      versions.add(MapValue.of("version", version, "resources", resources, "freshness", "Current"));
    }
    MapValue metadata = group.isEmpty() ? new MapValue() : MapValue.of("name", group);
    return MapValue.of("metadata", metadata, "versions", versions);
  }

  private static MapValue resource(Definition definition) {
    MapValue resource =
        MapValue.of(
            "resource", definition.resource(),
            "responseKind", kind("", "", definition.kind()),
            "scope", definition.namespaced() ? "Namespaced" : "Cluster",
            "singularResource", definition.names().singular(),
            "verbs", LegacyResources.sorted(definition.verbs()));
    LegacyResources.putUnlessEmpty(resource, "shortNames", definition.names().shortNames());
    LegacyResources.putUnlessEmpty(resource, "categories", definition.names().categories());
    if (!definition.subresources().isEmpty()) {
      ListValue subresources = new ListValue();
      for (Subresource subresource : new TreeMap<>(definition.subresources()).values()) {
        subresources.add(subresource(definition, subresource));
      }
      resource.put("subresources", subresources);
    }
    return resource;
  }

  private static MapValue subresource(Definition definition, Subresource subresource) {
    MapValue kind =
        LegacyResources.isForeign(definition, subresource)
            ? kind(subresource.group(), subresource.version(), subresource.kind())
            : kind("", "", subresource.kind());
    return MapValue.of(
        "subresource", subresource.name(),
        "responseKind", kind,
        "verbs", LegacyResources.sorted(subresource.verbs()));
  }

  /// Group and version are left empty where they are those of the surrounding version.
  private static MapValue kind(String group, String version, String kind) {
    return MapValue.of("group", group, "version", version, "kind", kind);
  }
}

package dev.stopwater.server.discovery;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// The entries of an APIResourceList: a resource, then its subresources by name.
final class LegacyResources {

  /// Kinds whose hash is that of a version which is no longer served, so that it stays the same.
  private static final Map<String, String> HASHED_VERSIONS =
      Map.of(
          "CustomResourceDefinition", "v1beta1",
          "MutatingAdmissionPolicy", "v1beta1",
          "MutatingAdmissionPolicyBinding", "v1beta1");

  private LegacyResources() {}

  static void add(ListValue resources, Catalog catalog, Definition definition) {
    MapValue resource =
        MapValue.of(
            "name", definition.resource(),
            "singularName", definition.names().singular(),
            "namespaced", definition.namespaced(),
            "kind", definition.kind(),
            "verbs", sorted(definition.verbs()));
    putUnlessEmpty(resource, "shortNames", definition.names().shortNames());
    putUnlessEmpty(resource, "categories", definition.names().categories());
    if (isStored(definition)) {
      resource.put("storageVersionHash", storageVersionHash(catalog.storedAs(definition)));
    }
    resources.add(resource);
    for (Subresource subresource : new TreeMap<>(definition.subresources()).values()) {
      resources.add(subresource(definition, subresource));
    }
  }

  private static MapValue subresource(Definition definition, Subresource subresource) {
    MapValue resource =
        MapValue.of(
            "name",
            definition.resource() + "/" + subresource.name(),
            "singularName",
            "",
            "namespaced",
            definition.namespaced());
    if (isForeign(definition, subresource)) {
      resource.put("group", subresource.group()).put("version", subresource.version());
    }
    return resource.put("kind", subresource.kind()).put("verbs", sorted(subresource.verbs()));
  }

  /// Whether a subresource speaks a kind of another group version than its resource.
  static boolean isForeign(Definition definition, Subresource subresource) {
    return !subresource.group().equals(definition.group())
        || !subresource.version().equals(definition.version());
  }

  /// What can be created and read again is stored; reviews and bindings are not.
  private static boolean isStored(Definition definition) {
    return definition.verbs().containsAll(List.of("create", "get"));
  }

  private static String storageVersionHash(Definition stored) {
    String version = HASHED_VERSIONS.getOrDefault(stored.kind(), stored.storageVersion());
    String name = stored.group() + "/" + version + "/" + stored.kind();
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(Arrays.copyOf(hash, 8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  static ListValue sorted(Collection<String> verbs) {
    return ListValue.ofTexts(new TreeSet<>(verbs));
  }

  static void putUnlessEmpty(MapValue map, String key, List<String> texts) {
    if (!texts.isEmpty()) {
      map.put(key, ListValue.ofTexts(texts));
    }
  }
}

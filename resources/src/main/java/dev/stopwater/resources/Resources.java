package dev.stopwater.resources;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Store;
import dev.stopwater.watchcache.Decoder;
import dev.stopwater.watchcache.Item;
import dev.stopwater.watchcache.WatchCache;
import dev.stopwater.watchcache.WatchCaches;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/// The stores of all kinds that are served: one for each place in the [Store], however many
/// versions and groups show it.
public final class Resources {

  /// Where upstream keeps kinds elsewhere than under their own name. Error messages show keys.
  private static final Map<String, String> PLACES =
      Map.of(
          "services", "services/specs",
          "endpoints", "services/endpoints",
          "nodes", "minions",
          "ingresses", "ingress",
          "customresourcedefinitions", "apiextensions.k8s.io/customresourcedefinitions",
          "apiservices", "apiregistration.k8s.io/apiservices");

  private final Map<Definition, ResourceStore> byDefinition = new HashMap<>();

  /// What the stores are made of.
  ///
  /// @param prefix of all keys, such as `/registry`
  /// @param attributes what to read of an object so that it can be selected
  public record Parts(
      Catalog catalog,
      Store store,
      WatchCaches caches,
      KindRules rules,
      Reservations reservations,
      InstantSource clock,
      String prefix,
      Function<Definition, AttributesOf> attributes) {}

  /// Reads of stored bytes what selection needs to know. Pure.
  @FunctionalInterface
  public interface AttributesOf {

    Attributes read(byte[] stored);
  }

  public Resources(Parts parts) {
    Map<Definition, ResourceStore> byPlace = new HashMap<>();
    for (Definition definition : parts.catalog.definitions()) {
      if (definition.verbs().contains("get")) {
        Definition stored = parts.catalog.storedAs(definition);
        byDefinition.put(definition, byPlace.computeIfAbsent(stored, each -> open(parts, each)));
      }
    }
  }

  private static ResourceStore open(Parts parts, Definition definition) {
    String place = PLACES.getOrDefault(definition.resource(), definition.resource());
    String prefix = parts.prefix + "/" + place + "/";
    WatchCache cache =
        parts.caches.register(prefix, new StoredDecoder(parts.attributes.apply(definition)));
    return new ResourceStore(
        definition, parts.store, prefix, cache, parts.rules, parts.reservations, parts.clock);
  }

  /// @throws IllegalArgumentException for a definition whose objects are not stored
  public ResourceStore of(Definition definition) {
    ResourceStore store = byDefinition.get(definition);
    if (store == null) {
      throw new IllegalArgumentException(definition.resource() + " has no objects");
    }
    return Objects.requireNonNull(store);
  }

  public boolean stores(Definition definition) {
    return byDefinition.containsKey(definition);
  }

  /// Reads stored bytes just far enough to select by them.
  private record StoredDecoder(AttributesOf reader) implements Decoder {

    @Override
    public Item decode(String key, Entry entry) {
      byte[] json = JsonWriter.splice(entry.value(), entry.revision());
      return new Item(key, entry.revision(), json, reader.read(entry.value()));
    }

    @Override
    public byte[] withRevision(byte[] json, long revision) {
      return JsonWriter.splice(json, revision);
    }
  }
}

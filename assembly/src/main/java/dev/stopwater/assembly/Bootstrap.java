package dev.stopwater.assembly;

import dev.stopwater.lifecycle.TaskGroup;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.KindRules;
import dev.stopwater.resources.Metadata;
import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.Write;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;

/// What exists on every server: the four namespaces, the classes, flows and roles that others refer
/// to, and the Service under which pods find it.
final class Bootstrap {

  private static final List<String> NAMESPACES =
      List.of("default", "kube-system", "kube-public", "kube-node-lease");

  private static final String LISTED = "bootstrap.txt";

  private final Catalog catalog;
  private final Resources resources;
  private final KindRules rules;

  Bootstrap(Catalog catalog, Resources resources, KindRules rules) {
    this.catalog = catalog;
    this.resources = resources;
    this.rules = rules;
  }

  void ensure(ServerConfig config) throws InterruptedException {
    for (String name : NAMESPACES) {
      namespace(name);
    }
    createListed();
  }

  void namespace(String name) throws InterruptedException {
    MapValue labels = MapValue.of("kubernetes.io/metadata.name", name);
    create(
        object("Namespace", "", name).put("metadata", MapValue.of("name", name, "labels", labels)));
  }

  void announce(ServerConfig config, int port) throws InterruptedException {
    MapValue service = object("Service", "default", "kubernetes");
    Metadata.of(service)
        .put("labels", MapValue.of("component", "apiserver", "provider", "kubernetes"));
    String address = new ServiceRange(config.network().serviceRange()).first();
    ListValue ports = new ListValue();
    ports.add(MapValue.of("name", "https", "protocol", "TCP", "port", 443, "targetPort", port));
    service.put(
        "spec",
        MapValue.of("clusterIP", address, "ports", ports, "type", "ClusterIP")
            .put("sessionAffinity", "None"));
    create(service);
  }

  private static MapValue object(String kind, String namespace, String name) {
    MapValue metadata = MapValue.of("name", name);
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    return MapValue.of("kind", kind, "apiVersion", "v1", "metadata", metadata);
  }

  /// Priority classes, flow control and access rules, one object a line. What people changed since
  /// stays as it is. All at once, so that the first start's writes share their commits.
  private void createListed() throws InterruptedException {
    try (TaskGroup group = TaskGroup.open("bootstrap", UnaryOperator.identity())) {
      for (Listed each : listed()) {
        if (resources.of(each.definition(catalog)).find(each.namespace(), each.name()) == null) {
          group.fork(() -> {
            create(each.object());
            return each;
          });
        }
      }
      group.join();
    }
  }

  /// An object's group and version, kind, `namespace/name`, and itself, which most starts need not
  /// read.
  private record Listed(String apiVersion, String kind, String key, String json) {

    static Listed of(String line) {
      String[] words = line.split(" ", 4);
      return new Listed(words[0], words[1], words[2], words[3]);
    }

    Definition definition(Catalog catalog) {
      return Bootstrap.definition(catalog, apiVersion, kind);
    }

    String namespace() {
      return key.substring(0, key.indexOf('/'));
    }

    String name() {
      return key.substring(key.indexOf('/') + 1);
    }

    MapValue object() {
      return (MapValue) Json.parse(json.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static List<Listed> listed() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Bootstrap.class.getResourceAsStream(LISTED)),
                StandardCharsets.UTF_8))) {
      return lines.lines().map(Listed::of).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The objects of a kind that are made on every server, with their defaults.
  List<MapValue> shipped(Definition definition) {
    return listed().stream()
        .filter(each -> each.definition(catalog).equals(definition))
        .map(Listed::object)
        .peek(each -> rules.applyDefaults(definition, each))
        .toList();
  }

  private static Definition definition(Catalog catalog, String apiVersion, String kind) {
    int slash = apiVersion.indexOf('/');
    return Objects.requireNonNull(
        catalog.findKind(
            slash < 0 ? "" : apiVersion.substring(0, slash),
            apiVersion.substring(slash + 1),
            kind));
  }

  private void create(MapValue object) throws InterruptedException {
    Definition definition =
        definition(catalog, object.text("apiVersion", ""), object.text("kind", ""));
    ResourceStore store = resources.of(definition);
    if (store.find(Metadata.namespace(object), Metadata.name(object)) != null) {
      return;
    }
    rules.applyDefaults(definition, object);
    try {
      store.create(object, Write.OWN);
    } catch (StatusException e) {
      if (!e.reason().equals("AlreadyExists")) {
        throw e;
      }
    }
  }
}

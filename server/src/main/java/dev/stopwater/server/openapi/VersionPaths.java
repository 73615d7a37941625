package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The paths of one group version.
final class VersionPaths {

  /// Kinds whose deletion answers with the object.
  private static final Set<String> ANSWERS_DELETED =
      Set.of(
          "csidrivers",
          "csinodes",
          "deviceclasses",
          "persistentvolumeclaims",
          "persistentvolumes",
          "pods",
          "podtemplates",
          "resourceclaims",
          "resourceclaimtemplates",
          "resourcequotas",
          "resourceslices",
          "serviceaccounts",
          "services",
          "storageclasses",
          "volumeattachments",
          "volumeattributesclasses");

  private static final String[] MADE = {"200", "201", "202"};

  private final ApiNames names;
  private final String root;
  private final Map<String, PathItem> items = new TreeMap<>();

  private VersionPaths(String group, String version) {
    names = new ApiNames(group, version);
    root = names.root();
  }

  static MapValue of(Catalog catalog, String group, String version) {
    VersionPaths paths = new VersionPaths(group, version);
    paths.resourceList();
    for (Definition definition : catalog.definitions(group, version)) {
      paths.collection(definition);
      paths.item(definition);
      paths.watches(definition);
      definition
          .subresources()
          .values()
          .forEach(subresource -> SubresourcePaths.add(paths, catalog, definition, subresource));
    }
    MapValue all = new MapValue();
    paths.items.forEach((path, item) -> all.put(path, item.toValue()));
    return all;
  }

  ApiNames names() {
    return names;
  }

  PathItem at(String path) {
    return items.computeIfAbsent(path, PathItem::new);
  }

  String itemPath(Definition definition) {
    return collectionPath(definition) + "/{name}";
  }

  private String collectionPath(Definition definition) {
    String namespace = definition.namespaced() ? "/namespaces/{namespace}" : "";
    return root + namespace + "/" + definition.resource();
  }

  private void resourceList() {
    MapValue operation =
        Operations.of(
            names.tag(), "get available resources", "get" + names.prefix() + "APIResources");
    Operations.answers(operation, Operations.META + "APIResourceList", "200");
    at(root + "/").add("get", operation, List.of());
  }

  private void collection(Definition definition) {
    PathItem item = at(collectionPath(definition));
    String kind = definition.kind();
    String name = names.scoped(definition);
    Set<String> verbs = definition.verbs();
    if (verbs.contains("list")) {
      item.add(
          "get", list(definition, "list" + names.prefix() + name), with("pretty", Parameters.LIST));
      if (definition.namespaced()) {
        String id = "list" + names.prefix() + kind + "ForAllNamespaces";
        at(root + "/" + definition.resource())
            .add("get", list(definition, id), with("pretty", Parameters.LIST));
      }
    }
    if (verbs.contains("create")) {
      MapValue create =
          operation(
              definition, "create " + article(kind), "create" + names.prefix() + name, "post");
      Operations.takes(create, definition.schema().name());
      Operations.answers(create, definition.schema().name(), MADE);
      item.add("post", create, with("pretty", Parameters.WRITE));
    }
    if (verbs.contains("deletecollection")) {
      String id = "delete" + names.prefix() + "Collection" + name;
      MapValue delete =
          operation(definition, "delete collection of " + kind, id, "deletecollection");
      Operations.mayTakeDeleteOptions(delete);
      Operations.answers(delete, Operations.META + "Status", "200");
      item.add("delete", delete, with("pretty", Parameters.deleteCollection()));
    }
  }

  private MapValue list(Definition definition, String id) {
    MapValue list =
        operation(definition, "list or watch objects of kind " + definition.kind(), id, "list");
    Operations.streams(list, definition.schema().name() + "List");
    return list;
  }

  private void item(Definition definition) {
    PathItem item = at(itemPath(definition));
    readAndWrite(
        item,
        definition,
        definition.kind(),
        "",
        definition.verbs(),
        kindOf(definition),
        definition.schema().name());
    if (definition.verbs().contains("delete")) {
      String id = "delete" + names.prefix() + names.scoped(definition);
      MapValue delete = operation(definition, "delete " + article(definition.kind()), id, "delete");
      Operations.mayTakeDeleteOptions(delete);
      String answer =
          ANSWERS_DELETED.contains(definition.resource())
              ? definition.schema().name()
              : Operations.META + "Status";
      Operations.answers(delete, answer, "200", "202");
      item.add("delete", delete, with("pretty", Parameters.DELETE));
    }
    if (item.isEmpty()) {
      items.remove(itemPath(definition));
    }
  }

  /// Reading, replacing and patching of an object or of a part of it.
  void readAndWrite(
      PathItem item,
      Definition definition,
      String what,
      String suffix,
      Set<String> verbs,
      ApiKind kind,
      String body) {
    String name = names.prefix() + names.scoped(definition) + suffix;
    if (verbs.contains("get")) {
      MapValue read = Operations.of(names.tag(), "read " + what(what, suffix), "read" + name);
      Operations.answers(read, body, "200");
      item.add("get", Operations.marked(read, "get", kind), List.of("pretty"));
    }
    if (verbs.contains("update")) {
      MapValue replace =
          Operations.of(names.tag(), "replace " + what(what, suffix), "replace" + name);
      Operations.takes(replace, body);
      Operations.answers(replace, body, "200", "201");
      item.add("put", Operations.marked(replace, "put", kind), with("pretty", Parameters.WRITE));
    }
    if (verbs.contains("patch")) {
      MapValue patch =
          Operations.of(names.tag(), "partially update " + what(what, suffix), "patch" + name);
      Operations.takesPatch(patch);
      Operations.answers(patch, body, "200", "201");
      item.add("patch", Operations.marked(patch, "patch", kind), with("pretty", Parameters.PATCH));
    }
  }

  private static String what(String kind, String suffix) {
    return suffix.isEmpty()
        ? "the specified " + kind
        : suffix.toLowerCase(Locale.ROOT) + " of the specified " + kind;
  }

  private void watches(Definition definition) {
    if (!definition.verbs().contains("watch")) {
      return;
    }
    String watch = root + "/watch" + collectionPath(definition).substring(root.length());
    String name = names.scoped(definition);
    watch(watch + "/{name}", definition, "watch" + names.prefix() + name, "watch");
    watch(watch, definition, "watch" + names.prefix() + name + "List", "watchlist");
    if (definition.namespaced()) {
      watch(
          root + "/watch/" + definition.resource(),
          definition,
          "watch" + names.prefix() + definition.kind() + "ListForAllNamespaces",
          "watchlist");
    }
  }

  private void watch(String path, Definition definition, String id, String action) {
    String description =
        "watch changes of " + definition.kind() + "; deprecated: list with 'watch' instead";
    MapValue operation = operation(definition, description, id, action);
    Operations.streams(operation, Operations.META + "WatchEvent");
    at(path).add("get", operation, with("pretty", Parameters.LIST));
  }

  private MapValue operation(Definition definition, String description, String id, String action) {
    return Operations.marked(
        Operations.of(names.tag(), description, id), action, kindOf(definition));
  }

  static ApiKind kindOf(Definition definition) {
    return new ApiKind(definition.group(), definition.version(), definition.kind());
  }

  static List<String> with(String name, List<String> names) {
    List<String> all = new ArrayList<>(names);
    all.add(name);
    return all;
  }

  static String article(String kind) {
    return ("AEIOU".indexOf(kind.charAt(0)) >= 0 ? "an " : "a ") + kind;
  }
}

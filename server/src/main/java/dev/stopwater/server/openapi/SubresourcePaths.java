package dev.stopwater.server.openapi;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.ApiKind;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import java.util.List;
import java.util.Locale;

/// The paths of one subresource.
final class SubresourcePaths {

  private static final List<String> STREAM_METHODS = List.of("get", "post");
  private static final List<String> PROXY_METHODS =
      List.of("delete", "get", "head", "options", "patch", "post", "put");

  private SubresourcePaths() {}

  static void add(
      VersionPaths paths, Catalog catalog, Definition definition, Subresource subresource) {
    String path = paths.itemPath(definition) + "/" + subresource.name();
    if (Parameters.isConnect(subresource.name())) {
      connect(paths, definition, subresource, path);
    } else if (subresource.name().equals("log")) {
      log(paths, definition, path);
    } else {
      object(paths, catalog, definition, subresource, path);
    }
  }

  /// A subresource that speaks an API object, such as `status` or `eviction`.
  private static void object(
      VersionPaths paths,
      Catalog catalog,
      Definition definition,
      Subresource subresource,
      String path) {
    Schema schema = catalog.body(subresource.group(), subresource.version(), subresource.kind());
    if (schema == null) {
      return;
    }
    String suffix = ApiNames.capitalized(subresource.name());
    paths.readAndWrite(
        paths.at(path),
        definition,
        definition.kind(),
        suffix,
        subresource.verbs(),
        kindOf(subresource),
        schema.name());
    if (subresource.verbs().contains("create")) {
      String id = "create" + paths.names().prefix() + paths.names().scoped(definition) + suffix;
      String description =
          "create " + subresource.name() + " of " + VersionPaths.article(definition.kind());
      MapValue create = Operations.of(paths.names().tag(), description, id);
      Operations.takes(create, schema.name());
      Operations.answers(create, schema.name(), "200", "201", "202");
      paths
          .at(path)
          .add(
              "post",
              Operations.marked(create, "post", kindOf(subresource)),
              VersionPaths.with("pretty", Parameters.WRITE));
    }
  }

  private static void log(VersionPaths paths, Definition definition, String path) {
    String id = "read" + paths.names().prefix() + paths.names().scoped(definition) + "Log";
    MapValue read =
        Operations.of(paths.names().tag(), "read log of the specified " + definition.kind(), id);
    Operations.answersText(read, Operations.logTypes());
    Operations.marked(read, "get", VersionPaths.kindOf(definition));
    paths.at(path).add("get", read, VersionPaths.with("pretty", Parameters.connect("log")));
  }

  private static void connect(
      VersionPaths paths, Definition definition, Subresource subresource, String path) {
    String name = paths.names().scoped(definition) + ApiNames.capitalized(subresource.name());
    if (subresource.name().equals("proxy")) {
      PROXY_METHODS.forEach(method -> connect(paths, subresource, method, path, name));
      PROXY_METHODS.forEach(
          method -> connect(paths, subresource, method, path + "/{path}", name + "WithPath"));
    } else {
      STREAM_METHODS.forEach(method -> connect(paths, subresource, method, path, name));
    }
  }

  private static void connect(
      VersionPaths paths, Subresource subresource, String method, String path, String name) {
    String description =
        "connect " + method.toUpperCase(Locale.ROOT) + " requests to " + subresource.name();
    String id = "connect" + paths.names().prefix() + ApiNames.capitalized(method) + name;
    MapValue operation = Operations.of(paths.names().tag(), description, id);
    Operations.answersText(operation, List.of("*/*"));
    Operations.marked(operation, "connect", kindOf(subresource));
    paths.at(path).add(method, operation, Parameters.connect(subresource.name()));
  }

  private static ApiKind kindOf(Subresource subresource) {
    return new ApiKind(subresource.group(), subresource.version(), subresource.kind());
  }
}

package dev.stopwater.bench.server;

import dev.stopwater.bench.targets.ApiTarget;
import java.io.IOException;

/// ConfigMaps in a namespace of the bench.
///
/// @param namespace its name
record Maps(String namespace) {

  private static final int METADATA = 250; // of an object, about

  String path() {
    return "/api/v1/namespaces/" + namespace + "/configmaps";
  }

  String path(String name) {
    return path() + "/" + name;
  }

  void makeNamespace(ApiTarget server) throws IOException, InterruptedException {
    server.ensure(
        "/api/v1/namespaces",
        """
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s"}}\
        """
            .formatted(namespace));
  }

  /// An object of a size in bytes as JSON.
  ///
  /// @param changing what tells one state of it from another
  static String map(String name, String changing, int bytes) {
    return """
    {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "%s", "labels": {"pick": "%d"}},\
     "data": {"intended": "%s", "text": "%s"}}\
    """
        .formatted(
            name,
            Math.floorMod(name.hashCode(), 100),
            changing,
            "x".repeat(Math.max(1, bytes - METADATA)));
  }
}

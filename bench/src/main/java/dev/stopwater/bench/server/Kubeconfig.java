package dev.stopwater.bench.server;

import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where a kubeconfig's current context leads, and with which token.
record Kubeconfig(URI server, String token) {

  /// @throws IOException the file cannot be read, or its user has no token: h2load, which makes the
  ///   load, has no client certificates
  static Kubeconfig read(Path file) throws IOException {
    MapValue config = (MapValue) Yaml.read(Files.readAllBytes(file)).value();
    MapValue context = named(config, "contexts", config.text("current-context", ""), "context");
    MapValue cluster = named(config, "clusters", context.text("cluster", ""), "cluster");
    MapValue user = named(config, "users", context.text("user", ""), "user");
    String token = user.text("token", "");
    if (token.isEmpty()) {
      throw new IOException(
          file + " has no token; make one with 'kubectl create token' or a static token file");
    }
    return new Kubeconfig(URI.create(cluster.text("server", "")), token);
  }

  private static MapValue named(MapValue config, String list, String name, String part)
      throws IOException {
    for (Value each : config.listOrEmpty(list)) {
      if (each instanceof MapValue map && map.text("name", "").equals(name)) {
        return map.mapOrEmpty(part);
      }
    }
    throw new IOException("the kubeconfig has no " + part + " named '" + name + "'");
  }
}

package dev.stopwater.lab.client;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An API server: where it is, and as whom.
///
/// @param token to show, or empty where the certificate is enough
public record Target(URI url, SSLContext tls, String token) {

  /// Where the current context of a kubeconfig leads.
  ///
  /// @throws IOException it cannot be read or used, in one sentence
  public static Target of(Path kubeconfig) throws IOException {
    MapValue config = parse(kubeconfig);
    MapValue context = named(config, "contexts", config.text("current-context", ""), "context");
    MapValue cluster = named(config, "clusters", context.text("cluster", ""), "cluster");
    MapValue user = named(config, "users", context.text("user", ""), "user");
    byte[] certificate = bytes(kubeconfig, user, "client-certificate");
    byte[] key = bytes(kubeconfig, user, "client-key");
    byte[] authority = bytes(kubeconfig, cluster, "certificate-authority");
    URI server = URI.create(cluster.text("server", ""));
    try {
      SSLContext tls = TlsContexts.of(authority, certificate, key);
      return new Target(server, tls, user.text("token", ""));
    } catch (GeneralSecurityException e) {
      throw new IOException("the kubeconfig's keys cannot be used: " + e.getMessage(), e);
    }
  }

  private static MapValue parse(Path file) throws IOException {
    try {
      if (Yaml.read(Files.readAllBytes(file)).value() instanceof MapValue map) {
        return map;
      }
    } catch (DecodeException e) {
      throw new IOException(file + " is no kubeconfig: " + e.getMessage(), e);
    }
    throw new IOException(file + " is no kubeconfig");
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

  private static byte @Nullable [] bytes(Path kubeconfig, MapValue part, String key)
      throws IOException {
    String data = part.text(key + "-data");
    if (data != null) {
      return Base64.getDecoder().decode(data);
    }
    String file = part.text(key);
    return file == null ? null : Files.readAllBytes(kubeconfig.resolveSibling(file));
  }

  /// The same server, reached by another way to it.
  public Target through(InetSocketAddress link) {
    return new Target(URI.create("https://127.0.0.1:" + link.getPort()), tls, token);
  }

  public InetSocketAddress address() {
    int port = url.getPort() < 0 ? 443 : url.getPort();
    return new InetSocketAddress(url.getHost(), port);
  }

  /// Whether the server is on this machine.
  public boolean loopback() throws IOException {
    return InetAddress.getByName(url.getHost()).isLoopbackAddress();
  }
}

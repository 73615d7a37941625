package dev.stopwater.cli;

import dev.stopwater.cli.Remote.RefusedException;
import dev.stopwater.lab.client.TlsContexts;
import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Yaml;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// What one context of a kubeconfig says: where the server is, how it is known, and what it is
/// shown. What would need a program of somebody else is refused.
///
/// @param authority PEM; null for the authorities that this JVM trusts
/// @param trusting whether any certificate of the server will do
/// @param certificate PEM, the client's own; null if it has none
/// @param key PEM, that of the certificate
@SuppressWarnings("ArrayRecordComponent") // handed over
record RemoteConfig(
    URI server,
    @Nullable InetSocketAddress proxy,
    byte @Nullable [] authority,
    boolean trusting,
    byte @Nullable [] certificate,
    byte @Nullable [] key,
    List<Header> headers) {

  private static final String AUTHORIZATION = "Authorization";
  private static final String BEARER = "Bearer ";

  record Header(String name, String value) {}

  /// Whom it trusts, and which certificate it shows.
  ///
  /// @throws IOException a key or certificate is damaged, as the other
  SSLContext tls() throws GeneralSecurityException, IOException {
    return trusting
        ? TlsContexts.ofAnybody(certificate, key)
        : TlsContexts.of(authority, certificate, key);
  }

  /// The bearer token; empty if it has none.
  String token() {
    return headers.stream()
        .filter(each -> each.name.equals(AUTHORIZATION))
        .map(each -> each.value.substring(BEARER.length()))
        .findFirst()
        .orElse("");
  }

  boolean impersonates() {
    return headers.stream().anyMatch(each -> each.name.startsWith("Impersonate-"));
  }

  /// @param files as `$KUBECONFIG` lists them; the first that says something is right
  /// @param context empty for the current one
  static RemoteConfig read(String files, String context) throws RefusedException {
    List<Part> parts = new ArrayList<>();
    for (String file : files.split(File.pathSeparator)) {
      if (!file.isEmpty() && (Files.exists(Path.of(file)) || files.equals(file))) {
        parts.add(Part.read(Path.of(file)));
      }
    }
    return new Reading(files, parts).config(context);
  }

  /// One file of them; names of other files are relative to its folder.
  private record Part(Path file, MapValue content) {

    static Part read(Path file) throws RefusedException {
      try {
        if (Yaml.read(Files.readAllBytes(file)).value() instanceof MapValue content) {
          return new Part(file, content);
        }
        throw new RefusedException("the kubeconfig " + file + " is empty");
      } catch (IOException e) {
        throw new RefusedException("cannot read the kubeconfig " + file);
      } catch (DecodeException e) {
        throw new RefusedException("the kubeconfig " + file + " is damaged: " + e.getMessage());
      }
    }
  }

  /// A cluster, a user or a context.
  private record Entry(Part part, String name, MapValue content) {

    /// The bytes that are in the kubeconfig, in base64, or in a file that it names.
    byte @Nullable [] bytes(String key) throws RefusedException {
      String inside = content.text(key + "-data", "");
      String file = content.text(key, "");
      try {
        if (!inside.isEmpty()) {
          return Base64.getMimeDecoder().decode(inside);
        }
        return file.isEmpty() ? null : Files.readAllBytes(part.file.resolveSibling(file));
      } catch (IOException e) {
        throw new RefusedException("cannot read the " + key + " " + file + " of " + name);
      } catch (IllegalArgumentException e) {
        throw new RefusedException("the " + key + "-data of " + name + " is no base64");
      }
    }
  }

  private record Reading(String files, List<Part> parts) {

    RemoteConfig config(String wanted) throws RefusedException {
      String name = wanted.isEmpty() ? current() : wanted;
      Entry context = named("contexts", "context", name);
      Entry cluster = named("clusters", "cluster", context.content.text("cluster", ""));
      Entry user = named("users", "user", context.content.text("user", ""));
      refusePrograms(user);
      byte[] authority = cluster.bytes("certificate-authority");
      boolean trusting = cluster.content.flag("insecure-skip-tls-verify");
      if (trusting && authority != null) {
        throw new RefusedException(
            "the cluster " + cluster.name + " names an authority, and says not to look at it");
      }
      return new RemoteConfig(
          server(cluster),
          proxy(cluster),
          authority,
          trusting,
          user.bytes("client-certificate"),
          user.bytes("client-key"),
          headers(user));
    }

    private String current() throws RefusedException {
      for (Part part : parts) {
        String current = part.content.text("current-context", "");
        if (!current.isEmpty()) {
          return current;
        }
      }
      throw new RefusedException("there is no current-context in " + files + "; say --context");
    }

    private Entry named(String list, String part, String name) throws RefusedException {
      for (Part each : parts) {
        for (Value entry : each.content.listOrEmpty(list)) {
          if (entry instanceof MapValue map && map.text("name", "").equals(name)) {
            return new Entry(each, name, map.mapOrEmpty(part));
          }
        }
      }
      throw new RefusedException("there is no " + part + " '" + name + "' in " + files);
    }

    private static URI server(Entry cluster) throws RefusedException {
      if (cluster.content.has("tls-server-name")) {
        throw new RefusedException("tls-server-name of " + cluster.name + " is not supported");
      }
      String server = cluster.content.text("server", "");
      try {
        URI address = URI.create(server);
        if (address.getHost() != null) {
          return address;
        }
      } catch (IllegalArgumentException e) {
        throw new RefusedException("the server '" + server + "' is no address");
      }
      throw new RefusedException("the server '" + server + "' is no address");
    }

    private static @Nullable InetSocketAddress proxy(Entry cluster) throws RefusedException {
      String proxy = cluster.content.text("proxy-url", "");
      if (proxy.isEmpty()) {
        return null;
      }
      try {
        URI address = URI.create(proxy);
        if ("http".equals(address.getScheme()) && address.getPort() > 0) {
          return InetSocketAddress.createUnresolved(address.getHost(), address.getPort());
        }
      } catch (IllegalArgumentException e) {
        throw new RefusedException("the proxy-url '" + proxy + "' is no address");
      }
      throw new RefusedException("the proxy-url '" + proxy + "' is not http://HOST:PORT");
    }

    private static void refusePrograms(Entry user) throws RefusedException {
      MapValue exec = user.content.map("exec");
      if (exec != null) {
        throw new RefusedException(
            "the user "
                + user.name
                + " logs in by a program, '"
                + exec.text("command", "")
                + "', which is not run here; put a token into the kubeconfig, such as one of"
                + " 'kubectl create token'");
      }
      if (user.content.has("auth-provider")) {
        throw new RefusedException("the user " + user.name + " logs in by an auth-provider");
      }
      if (user.content.has("username")) {
        throw new RefusedException(
            "the user " + user.name + " has a password, which no server takes since 1.19");
      }
    }

    private static List<Header> headers(Entry user) throws RefusedException {
      List<Header> headers = new ArrayList<>();
      String token = token(user);
      if (!token.isEmpty()) {
        headers.add(new Header(AUTHORIZATION, BEARER + token));
      }
      String other = user.content.text("as", "");
      if (!other.isEmpty()) {
        headers.add(new Header("Impersonate-User", other));
      }
      for (Value group : user.content.listOrEmpty("as-groups")) {
        if (group instanceof Text name) {
          headers.add(new Header("Impersonate-Group", name.value()));
        }
      }
      return headers;
    }

    /// As kubectl: a file is right before what stands in the kubeconfig.
    private static String token(Entry user) throws RefusedException {
      String file = user.content.text("tokenFile", "");
      if (file.isEmpty()) {
        return user.content.text("token", "");
      }
      try {
        return Files.readString(user.part.file.resolveSibling(file)).strip();
      } catch (IOException e) {
        throw new RefusedException("cannot read the token file " + file + " of " + user.name);
      }
    }
  }
}

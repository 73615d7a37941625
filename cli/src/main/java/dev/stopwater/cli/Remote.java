package dev.stopwater.cli;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import java.io.IOException;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import picocli.CommandLine.Option;

/// A server that runs elsewhere, reached with a kubeconfig as kubectl reads it.
final class Remote {

  private static final Duration PATIENCE = Duration.ofMinutes(7);

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Which server, and as whom. Default: $KUBECONFIG, else that of .stopwater.")
  private String kubeconfig =
      System.getenv()
          .getOrDefault("KUBECONFIG", Path.of(".stopwater", "admin.kubeconfig").toString());

  @Option(
      names = "--context",
      paramLabel = "NAME",
      description = "Which context of the kubeconfig. Default: its current one.")
  private String context = "";

  /// What a server says, or why it says nothing, in one sentence.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  /// @throws RefusedException there is no such server, or it refuses
  byte[] get(String path) throws RefusedException, InterruptedException {
    RemoteConfig config = RemoteConfig.read(kubeconfig, context);
    try (HttpClient http = client(config)) {
      HttpRequest.Builder request = HttpRequest.newBuilder(address(config, path)).timeout(PATIENCE);
      config.headers().forEach(each -> request.header(each.name(), each.value()));
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new RefusedException(
            "the server answers " + answer.statusCode() + ": " + said(answer));
      }
      return answer.body();
    } catch (IOException e) {
      throw new RefusedException("cannot reach " + config.server() + ": " + e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new RefusedException("cannot use the keys in " + kubeconfig + ": " + e.getMessage());
    }
  }

  String text(String path) throws RefusedException, InterruptedException {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  private static URI address(RemoteConfig config, String path) {
    String server = config.server().toString();
    return URI.create(server.replaceAll("/+$", "") + path);
  }

  private static HttpClient client(RemoteConfig config)
      throws GeneralSecurityException, IOException {
    HttpClient.Builder builder = HttpClient.newBuilder().sslContext(config.tls());
    if (config.proxy() != null) {
      builder.proxy(ProxySelector.of(config.proxy()));
    }
    return builder.build();
  }

  /// The message of a Status, else all that was said.
  private static String said(HttpResponse<byte[]> answer) {
    try {
      if (Json.read(answer.body()).value() instanceof MapValue status && status.has("message")) {
        return status.text("message", "");
      }
    } catch (DecodeException notJson) {
      return new String(answer.body(), StandardCharsets.UTF_8).strip();
    }
    return new String(answer.body(), StandardCharsets.UTF_8).strip();
  }
}

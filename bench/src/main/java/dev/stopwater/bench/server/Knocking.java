package dev.stopwater.bench.server;

import dev.stopwater.lab.client.TlsContexts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/// Asks a server that is just starting whether it is ready. Its certificate is not checked: it may
/// not be made yet. As long as nobody listens it only knocks, so that it takes next to nothing of
/// the processors that the start needs.
final class Knocking implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final HttpClient client;
  private final HttpRequest readyz;
  private final InetSocketAddress door;
  private boolean open;

  Knocking(int port) {
    door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    client = HttpClient.newBuilder().sslContext(anyCertificate()).build();
    readyz =
        HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + port + "/readyz"))
            .timeout(PATIENCE)
            .build();
  }

  boolean ready() throws InterruptedException {
    open = open || opens();
    if (!open) {
      return false;
    }
    try {
      return client.send(readyz, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean opens() {
    try (Socket knock = new Socket()) {
      knock.connect(door, (int) PATIENCE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private static SSLContext anyCertificate() {
    try {
      return TlsContexts.ofAnybody(null, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.close();
  }
}

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientGoneTest {

  @Test
  void aStreamThatTheClientResetsInterruptsItsHandler() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Running server =
        Running.patient(exchange -> {
          running.countDown();
          waitFor(interrupted);
        })) {
      CompletableFuture<HttpResponse<String>> response =
          server
              .client(HttpClient.Version.HTTP_2)
              .sendAsync(server.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      response.cancel(true);
      assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aWriterLearnsThatItsClientIsGone(HttpClient.Version version) throws Exception {
    CompletableFuture<Throwable> writer = new CompletableFuture<>();
    try (Running server =
        Running.patient(exchange -> {
          exchange.live().longRunning(java.time.Duration.ofHours(1));
          byte[] much = new byte[1 << 20];
          try {
            while (true) {
              exchange.reply().write(much);
              exchange.reply().flush();
            }
          } catch (Exception e) {
            writer.complete(e);
            throw e;
          }
        })) {
      HttpResponse<InputStream> response =
          server
              .client(version)
              .send(server.request("/").build(), HttpResponse.BodyHandlers.ofInputStream());
      response.body().read();
      response.body().close();
      assertThat(writer.get(20, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void aConnectionThatBreaksInterruptsEveryHandlerOnIt() throws Exception {
    CountDownLatch running = new CountDownLatch(3);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Running server =
        Running.patient(exchange -> {
          running.countDown();
          waitFor(interrupted);
        })) {
      HttpClient client = server.client(HttpClient.Version.HTTP_2);
      for (int i = 0; i < 3; i++) {
        var _ =
            client.sendAsync(server.request("/").build(), HttpResponse.BodyHandlers.discarding());
      }
      assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
      client.shutdownNow();
      assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aHalfSentBodyWhoseConnectionBreaksEndsTheReader() throws Exception {
    CompletableFuture<Throwable> reader = new CompletableFuture<>();
    try (Running server =
        Running.patient(exchange -> {
          try {
            exchange.body(100);
          } catch (Exception e) {
            reader.complete(e);
            throw e;
          }
        })) {
      try (SSLSocket socket = server.connect("http/1.1")) {
        socket
            .getOutputStream()
            .write(
                "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"
                    .getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
      }
      assertThat(reader.get(20, TimeUnit.SECONDS)).isInstanceOf(java.io.IOException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aClientThatHangsUpWhileItWaitsInterruptsItsHandler(boolean reset) throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Running server =
        Running.patient(exchange -> {
          exchange.live().longRunning(java.time.Duration.ofHours(1));
          exchange.reply().flush(); // as a watch that has nothing to tell
          running.countDown();
          waitFor(interrupted);
        })) {
      try (SSLSocket socket = server.connect("http/1.1")) {
        say(socket, "GET / HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(running.await(20, TimeUnit.SECONDS)).isTrue();
        socket.setSoLinger(reset, 0);
      }
      assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  /// Who vanishes without a word says nothing: the machine has to ask. Its table of sockets has
  /// timers of the second kind for those that it asks.
  @Test
  @EnabledOnOs(OS.LINUX)
  void aClientThatSaysNothingIsAskedWhetherItIsThere() throws Exception {
    try (Running server = Running.patient(exchange -> {});
        SSLSocket quiet = server.connect("http/1.1")) {
      String local = ":%04X ".formatted(quiet.getPort());
      String remote = ":%04X 01 ".formatted(quiet.getLocalPort());
      await()
          .atMost(20, TimeUnit.SECONDS)
          .until(() ->
              sockets()
                  .filter(line -> line.contains(local) && line.contains(remote))
                  .anyMatch(line -> line.strip().split("\\s+")[5].startsWith("02:")));
    }
  }

  private static Stream<String> sockets() throws java.io.IOException {
    return Stream.concat(
        Files.lines(Path.of("/proc/net/tcp")), Files.lines(Path.of("/proc/net/tcp6")));
  }

  private static void say(SSLSocket socket, String text) throws java.io.IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().flush();
  }

  private static void waitFor(CompletableFuture<Boolean> interrupted) throws InterruptedException {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.complete(true);
      throw e;
    }
  }
}

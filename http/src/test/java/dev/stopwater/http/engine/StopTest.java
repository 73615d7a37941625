package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.Limits;
import dev.stopwater.http.ServerTls;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.net.BindException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@NoLeaks
class StopTest {

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void drainingFinishesWhatHasBegunAndAcceptsNothingNew(HttpClient.Version version)
      throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (Running running =
        Running.patient(exchange -> {
          begun.countDown();
          mayEnd.await();
          exchange.reply().send("whole".getBytes());
        })) {
      CompletableFuture<HttpResponse<String>> response =
          running
              .client(version)
              .sendAsync(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      assertThat(running.server.drain(Duration.ofMillis(100))).as("drained").isFalse();
      assertThatThrownBy(() -> new Socket("127.0.0.1", running.server.port()).close())
          .isInstanceOf(IOException.class);
      mayEnd.countDown();
      assertThat(running.server.drain(Duration.ofSeconds(20))).as("drained").isTrue();
      assertThat(response.get(20, TimeUnit.SECONDS).body()).isEqualTo("whole");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void closingEndsEveryThreadOfTheEngine(HttpClient.Version version) throws Exception {
    Set<Thread> before = engineThreads();
    try (Running running = Running.patient(exchange -> exchange.reply().send(new byte[3]))) {
      running
          .client(version)
          .send(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(engineThreads().size()).isGreaterThan(before.size());
    }
    Set<Thread> after = engineThreads();
    after.removeAll(before);
    assertThat(after).isEmpty();
  }

  @Test
  void closingInterruptsWhatIsBeingServed() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
    try (Running running =
        Running.patient(exchange -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.complete(true);
            throw e;
          }
        })) {
      var _ =
          running
              .client(HttpClient.Version.HTTP_2)
              .sendAsync(running.request("/").build(), HttpResponse.BodyHandlers.discarding());
      assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
      running.server.close();
      assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void aPortInUseIsABindExceptionAndLeavesNoThread() throws Exception {
    try (Running running = Running.patient(_ -> {})) {
      Set<Thread> before = engineThreads();
      Certificates server = Running.AUTHORITY.server();
      HttpServerSettings same =
          new HttpServerSettings(
              "127.0.0.1",
              running.server.port(),
              new ServerTls(List.of(server.certificate()), server.key(), List.of()),
              Limits.STANDARD);
      assertThatThrownBy(() -> HttpServer.start(same, running.ledger, _ -> {}))
          .isInstanceOf(IOException.class)
          .satisfies(e ->
              assertThat(e instanceof BindException || e.getCause() instanceof BindException)
                  .isTrue());
      Set<Thread> after = engineThreads();
      after.removeAll(before);
      assertThat(after).isEmpty();
    }
  }

  private static Set<Thread> engineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("http-"))
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }
}

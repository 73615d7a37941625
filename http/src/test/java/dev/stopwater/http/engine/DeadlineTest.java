package dev.stopwater.http.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.lifecycle.HandlerTimeoutException;
import dev.stopwater.lifecycle.LateOutcome;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What a client sees at the deadline, for each state that the reply may be in.
class DeadlineTest {

  private static final Duration SHORT = Duration.ofMillis(300);

  private static void untilInterrupted() {
    CountDownLatch never = new CountDownLatch(1);
    try {
      never.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Handler stuckAfter(Handler beginning) {
    return exchange -> {
      exchange.reply().header("Audit-ID", "audit");
      exchange.reply().header("Cache-Control", "no-cache, private");
      exchange.reply().header("X-Inner", "inner");
      beginning.handle(exchange);
      untilInterrupted();
    };
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aReplyThatHasNotBegunBecomesA504WithTheHeadersOfTheRoad(HttpClient.Version version)
      throws Exception {
    try (Running running = Running.within(SHORT, stuckAfter(_ -> {}))) {
      HttpResponse<String> response =
          running
              .client(version)
              .send(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.body())
          .isEqualTo(
              "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"Timeout: request did not"
                  + " complete within the allotted timeout\",\"reason\":\"Timeout\","
                  + "\"details\":{},\"code\":504}\n");
      assertThat(response.headers().allValues("Content-Type"))
          .containsExactly("text/plain; charset=utf-8");
      assertThat(response.headers().firstValue("Audit-ID")).contains("audit");
      assertThat(response.headers().firstValue("Cache-Control")).contains("no-cache, private");
      assertThat(response.headers().firstValue("X-Inner")).isEmpty();
      assertThat(running.late.poll(20, TimeUnit.SECONDS))
          .extracting(LateOutcome::status)
          .isEqualTo(LateOutcome.Status.OK);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aHandlerMaySayBeforehandWhatIsAnsweredIfItIsLate(HttpClient.Version version)
      throws Exception {
    Exchange.LateAnswer late =
        new Exchange.LateAnswer(504, "application/json", "{\"late\":true}".getBytes(UTF_8));
    try (Running running =
        Running.within(SHORT, stuckAfter(exchange -> exchange.ifLate(() -> late)))) {
      HttpResponse<String> response =
          running
              .client(version)
              .send(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(response.body()).isEqualTo("{\"late\":true}");
      assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json");
      assertThat(response.headers().firstValue("Audit-ID")).contains("audit");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aReplyThatIsBufferedIsCutWithoutAnAnswer(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.within(SHORT, stuckAfter(exchange -> exchange.reply().write(new byte[10])))) {
      assertThatThrownBy(() ->
              running
                  .client(version)
                  .send(running.request("/").build(), HttpResponse.BodyHandlers.ofString()))
          .isInstanceOf(IOException.class)
          .satisfies(cut -> resetOrClosed(version, cut));
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aReplyThatIsUnderWayIsCut(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.within(
            SHORT,
            stuckAfter(exchange -> {
              exchange.reply().write(new byte[10]);
              exchange.reply().flush();
            }))) {
      HttpResponse<InputStream> response =
          running
              .client(version)
              .send(running.request("/").build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      try (InputStream body = response.body()) {
        assertThat(body.readNBytes(10)).hasSize(10);
        assertThatThrownBy(body::read)
            .isInstanceOf(IOException.class)
            .satisfies(cut -> resetOrClosed(version, cut));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aClientThatStopsReadingIsCutAndTheWriterFreed(HttpClient.Version version) throws Exception {
    CompletableFuture<Throwable> writer = new CompletableFuture<>();
    try (Running running =
        Running.within(
            Duration.ofMillis(800),
            exchange -> {
              byte[] much = new byte[1 << 20];
              try {
                while (true) {
                  exchange.reply().write(much);
                }
              } catch (IOException e) {
                writer.complete(e);
                throw e;
              }
            })) {
      HttpResponse<InputStream> response =
          running
              .client(version)
              .send(running.request("/").build(), HttpResponse.BodyHandlers.ofInputStream());
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(writer.get(20, TimeUnit.SECONDS)).isInstanceOf(HandlerTimeoutException.class);
      running.awaitEmptyLedger();
      try (InputStream body = response.body()) {
        assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void lateWritesAreRefusedAndGoNowhere(HttpClient.Version version) throws Exception {
    CompletableFuture<Throwable> refused = new CompletableFuture<>();
    try (Running running =
        Running.within(
            SHORT,
            exchange -> {
              if (exchange.rawPath().equals("/again")) {
                exchange.reply().send(new byte[] {'y'});
                return;
              }
              untilInterrupted();
              exchange.reply().header("X-Late", "late");
              try {
                exchange.reply().send(new byte[] {'n'});
              } catch (IOException e) {
                refused.complete(e);
                throw e;
              }
            })) {
      HttpClient client = running.client(version);
      HttpResponse<String> response =
          client.send(running.request("/").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).isEqualTo(504);
      assertThat(refused.get(20, TimeUnit.SECONDS)).isInstanceOf(HandlerTimeoutException.class);
      assertThat(running.late.poll(20, TimeUnit.SECONDS))
          .extracting(LateOutcome::status)
          .isEqualTo(LateOutcome.Status.ERROR);
      HttpResponse<String> again =
          client.send(running.request("/again").build(), HttpResponse.BodyHandlers.ofString());
      assertThat(again.body()).isEqualTo("y");
      assertThat(again.headers().firstValue("X-Late")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aBodyThatNeverComesEndsAtTheDeadline(HttpClient.Version version) throws Exception {
    CompletableFuture<Throwable> reader = new CompletableFuture<>();
    try (Running running = Running.within(SHORT, exchange -> readInto(reader, exchange))) {
      HttpRequest request =
          running
              .request("/")
              .POST(
                  HttpRequest.BodyPublishers.fromPublisher(
                      subscriber ->
                          subscriber.onSubscribe(
                              new java.util.concurrent.Flow.Subscription() {
                                @Override
                                public void request(long n) {}

                                @Override
                                public void cancel() {}
                              }),
                      100))
              .build();
      CompletableFuture<HttpResponse<String>> response =
          running.client(version).sendAsync(request, HttpResponse.BodyHandlers.ofString());
      assertThat(reader.get(20, TimeUnit.SECONDS)).isInstanceOf(IOException.class);
      running.awaitEmptyLedger();
      response.cancel(true);
    }
  }

  private static void readInto(CompletableFuture<Throwable> reader, Exchange exchange)
      throws IOException {
    try {
      exchange.body(100);
    } catch (IOException e) {
      reader.complete(e);
      throw e;
    }
  }

  /// The client's exception names the reset's code; a closed connection has none.
  private static void resetOrClosed(HttpClient.Version version, Throwable cut) {
    if (version == HttpClient.Version.HTTP_2) {
      StringBuilder texts = new StringBuilder();
      for (Throwable t = cut; t != null; t = t.getCause()) {
        texts.append(t.getMessage()).append('\n');
      }
      assertThat(texts.toString()).containsIgnoringCase("internal error");
    }
  }
}

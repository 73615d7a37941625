package dev.stopwater.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Alarms posted to a receiver on this machine.
@NoLeaks(except = "HttpClient")
class WebhookTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BlockingQueue<String> bodies = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private volatile int answer = 200;
  private volatile String refused = ""; // bodies with this are answered 400
  private Instant now = Instant.parse("2026-03-02T01:00:00Z");

  @BeforeEach
  void listen() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    receiver.createContext(
        "/",
        exchange -> {
          byte[] body = exchange.getRequestBody().readAllBytes();
          String text = new String(body, StandardCharsets.UTF_8);
          boolean refuses = !refused.isEmpty() && text.contains(refused);
          bodies.add(text);
          exchange.sendResponseHeaders(refuses ? 400 : answer, -1);
          exchange.close();
        });
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private Webhook webhook(String path, Duration patience) {
    return webhook(receiver.getAddress().getPort(), path, patience);
  }

  private Webhook webhook(int port, String path, Duration patience) {
    return new Webhook(
        URI.create("http://127.0.0.1:" + port + path),
        new AlertJson("here:6443", "https://here:6443/debug/monitor"),
        () -> now,
        patience);
  }

  private static Alarm.Firing firing() {
    return new Alarm.Firing(
        MonitorTest.finding(),
        new Culprit("LIST pods", 400, "ad\"min", 400, "puller/1", List.of("a.B.c(D.java:1)"), 9));
  }

  private static Alarm.Firing ofAnotherSignal() {
    Finding found = MonitorTest.finding();
    return new Alarm.Firing(
        new Finding(Signal.HEAP, Finding.Rule.SOON_FULL, found.since(), found.at(), 1e6, 9e6, 1e6),
        Culprit.NONE);
  }

  @Test
  void aReceiverOfAlertmanagersWebhooksIsToldOfTheBeginningAndTheEnd() throws Exception {
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      webhook.tell(firing());
      assertThat(bodies.take())
          .contains("\"version\":\"4\"", "\"status\":\"firing\"", "\"receiver\":\"stopwater\"")
          .contains("\"alertname\":\"RequestsOutliveDeadline\"", "\"severity\":\"critical\"")
          .contains("\"route\":\"LIST pods\"", "\"user\":\"ad\\\"min\"", "a.B.c(D.java:1)")
          .contains("\"startsAt\":\"2026-03-01T22:07:00Z\"", "\"endsAt\":\"0001-01-01T00:00:00Z\"");
      webhook.tell(new Alarm.Resolved(firing(), now));
      assertThat(bodies.take())
          .contains("\"status\":\"resolved\"", "\"endsAt\":\"2026-03-02T01:00:00Z\"");
      assertThat(webhook.delivered()).isEqualTo(2);
    }
  }

  @Test
  void anAlertmanagerIsToldInItsOwnFormatAndAgainEachMinute() throws Exception {
    try (Webhook webhook = webhook("/api/v2/alerts", PATIENCE)) {
      webhook.tell(firing());
      assertThat(bodies.take())
          .startsWith("[{\"labels\":{\"alertname\":\"RequestsOutliveDeadline\"")
          .contains("\"endsAt\":\"2026-03-02T01:05:00Z\"");
      now = now.plusSeconds(60);
      webhook.remind(List.of(firing()));
      assertThat(bodies.take()).contains("\"endsAt\":\"2026-03-02T01:06:00Z\"");
    }
  }

  @Test
  void otherReceiversAreRemindedEveryFourHours() throws Exception {
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      webhook.tell(firing());
      bodies.take();
      now = now.plus(Duration.ofHours(3));
      webhook.remind(List.of(firing()));
      assertThat(bodies).isEmpty();
      now = now.plus(Duration.ofHours(1));
      webhook.remind(List.of(firing()));
      assertThat(bodies.take()).contains("\"status\":\"firing\"");
    }
  }

  @Test
  void whatWasNotAcceptedIsTriedAgainInOrderAndComplainedOfOnce() throws Exception {
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      answer = 503;
      assertThatThrownBy(() -> webhook.tell(firing()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("503");
      webhook.tell(new Alarm.Resolved(firing(), now));
      webhook.remind(List.of());
      bodies.clear();
      answer = 200;
      webhook.remind(List.of());
      assertThat(bodies.take()).contains("\"status\":\"firing\"");
      assertThat(bodies.take()).contains("\"status\":\"resolved\"");
      assertThat(webhook.delivered()).isEqualTo(2);
      assertThat(webhook.failed()).isEqualTo(3);
    }
  }

  @Test
  void anAlarmThatIsRefusedForGoodHoldsBackNoOtherSignal() throws Exception {
    refused = "RequestsOutliveDeadline";
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      assertThatThrownBy(() -> webhook.tell(firing())).hasMessageContaining("400");
      webhook.tell(new Alarm.Resolved(firing(), now));
      webhook.tell(ofAnotherSignal());
      assertThat(webhook.delivered()).isEqualTo(1);
      assertThat(bodies).last().asString().contains("MemorySoonFull");
      assertThat(bodies).noneMatch(each -> each.contains("resolved")); // not before its beginning
    }
  }

  @Test
  void anAlarmThatIsRefusedTenTimesIsDroppedAndComplainedOf() throws Exception {
    refused = "\"status\":\"firing\"";
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      assertThatThrownBy(() -> webhook.tell(firing())).hasMessageContaining("400");
      webhook.tell(new Alarm.Resolved(firing(), now));
      for (int tries = 2; tries < 9; tries++) {
        webhook.remind(List.of());
      }
      assertThat(webhook.delivered()).isZero();
      assertThatThrownBy(() -> webhook.remind(List.of()))
          .hasMessageContaining("dropped")
          .hasMessageContaining("400")
          .hasMessageContaining(firing().sentence());
      webhook.remind(List.of());
      assertThat(bodies).last().asString().contains("resolved");
      assertThat(webhook.delivered()).isEqualTo(1);
      assertThat(webhook.failed()).isEqualTo(11); // ten posts, and the alarm
      bodies.clear();
      webhook.remind(List.of());
      assertThat(bodies).isEmpty();
    }
  }

  @Test
  void anAlarmThatWaitsForADayIsDroppedAndComplainedOf() throws Exception {
    answer = 503;
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      assertThatThrownBy(() -> webhook.tell(firing())).hasMessageContaining("503");
      for (int tries = 0; tries < 30; tries++) {
        webhook.remind(List.of()); // a receiver that is away is none that refuses
      }
      now = now.plus(Duration.ofDays(1)).plusSeconds(1);
      assertThatThrownBy(() -> webhook.remind(List.of())).hasMessageContaining("dropped");
      answer = 200;
      bodies.clear();
      webhook.remind(List.of());
      assertThat(bodies).isEmpty();
    }
  }

  @Test
  void ofTooManyThatWaitTheOldestIsDropped() throws Exception {
    try (Webhook webhook = webhook("/hook", PATIENCE)) {
      answer = 503;
      assertThatThrownBy(() -> webhook.tell(firing())).isInstanceOf(IOException.class);
      for (int i = 0; i < 40; i++) {
        webhook.tell(new Alarm.Resolved(firing(), now));
      }
      bodies.clear();
      answer = 200;
      webhook.remind(List.of());
      List<String> delivered = new ArrayList<>();
      bodies.drainTo(delivered);
      assertThat(delivered).hasSize(32).allMatch(each -> each.contains("resolved"));
    }
  }

  @Test
  void aReceiverThatNeitherReadsNorAnswersHoldsNothing() throws Exception {
    try (ServerSocket deaf = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        Webhook webhook = webhook(deaf.getLocalPort(), "/hook", Duration.ofMillis(200))) {
      assertThatThrownBy(() -> webhook.tell(firing())).isInstanceOf(IOException.class);
      assertThat(webhook.failed()).isEqualTo(1);
    }
  }

  @Test
  void aReceiverThatEndsItsHeadersAndNeverItsBodyHoldsNothing() throws Exception {
    HttpServer dripping =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
    dripping.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          exchange.sendResponseHeaders(200, 1000);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
        });
    dripping.start();
    try (Webhook webhook =
        webhook(dripping.getAddress().getPort(), "/hook", Duration.ofMillis(200))) {
      assertThatThrownBy(() -> webhook.tell(firing())).isInstanceOf(IOException.class);
    } finally {
      dripping.stop(0);
    }
  }

  @Test
  void whatIsNoUrlIsRefusedInASentence() {
    for (String wrong : List.of("", "ftp://x/", "http:///x", "not a url", "localhost:9093")) {
      assertThatThrownBy(() -> new Webhook(wrong, "i", "p", () -> now))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("--alert-webhook-url");
    }
  }
}

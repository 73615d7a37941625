package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Limits;
import dev.stopwater.noleaks.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// HTTP/2 clients that send very many of what costs them less than us. Each is told to calm down,
/// whoever it is, and the others are served meanwhile.
@NoLeaks
class FrameFloodTest {

  private static final int ROUNDS = 50_000;
  private static final int ROUNDS_AT_ONCE = 20;
  private static final int ATTACKERS = 2;

  private static final byte[] NOTHING = {};
  private static final byte[] REQUEST = new HeaderBlock().request("GET", "/slow").bytes();

  /// What a client sends in each round; the number is that of the stream, from 3 on.
  enum Flood {
    PING,
    ANSWERS_TO_NO_PING,
    SETTINGS,
    ANSWERS_TO_NO_SETTINGS,
    SETTINGS_THAT_DIFFER,
    PRIORITY,
    UNKNOWN_FRAMES,
    RAPID_RESET,
    RESETS_OF_AN_ENDED_STREAM,
    MORE_STREAMS_THAN_ALLOWED,
    WINDOWS_THAT_OVERFLOW,
    WINDOWS_THAT_DO_NOT_GROW,
    WINDOWS_OF_AN_ENDED_STREAM,
    DATA_AFTER_THE_END,
    EMPTY_DATA,
    EMPTY_CONTINUATIONS,
    CONTINUATIONS_OF_ONE_BYTE,
    BAD_HEADERS;

    Frame[] round(int n) {
      int stream = 2 * n + 3;
      return switch (this) {
        case PING -> only(Frame.ping(n));
        case ANSWERS_TO_NO_PING -> only(new Frame(Frame.PING, Frame.ACK, 0, new byte[8]));
        case SETTINGS -> only(Frame.settings());
        case ANSWERS_TO_NO_SETTINGS -> only(new Frame(Frame.SETTINGS, Frame.ACK, 0, NOTHING));
        case SETTINGS_THAT_DIFFER -> only(Frame.settings(4, n));
        case PRIORITY -> only(new Frame(Frame.PRIORITY, 0, stream, new byte[] {0, 0, 0, 0, 9}));
        case UNKNOWN_FRAMES -> only(new Frame(Frame.UNKNOWN, 0, 0, new byte[3]));
        case RAPID_RESET -> both(Frame.get(stream, "/slow"), Frame.reset(stream, Frame.CANCEL));
        case RESETS_OF_AN_ENDED_STREAM -> only(Frame.reset(1, Frame.CANCEL));
        case MORE_STREAMS_THAN_ALLOWED -> only(Frame.get(stream, "/slow"));
        case WINDOWS_THAT_OVERFLOW ->
            both(Frame.post(stream, "/slow"), Frame.window(stream, Integer.MAX_VALUE));
        case WINDOWS_THAT_DO_NOT_GROW -> both(Frame.post(stream, "/slow"), Frame.window(stream, 0));
        case WINDOWS_OF_AN_ENDED_STREAM -> only(Frame.window(1, 1));
        case DATA_AFTER_THE_END ->
            both(Frame.get(stream, "/slow"), Frame.data(stream, false, (byte) 1));
        case EMPTY_DATA -> n == 0 ? only(Frame.post(3, "/slow")) : only(Frame.data(3, false));
        case EMPTY_CONTINUATIONS -> continuation(n, NOTHING);
        case CONTINUATIONS_OF_ONE_BYTE -> continuation(n, new byte[1]);
        case BAD_HEADERS ->
            only(
                new Frame(
                    Frame.HEADERS,
                    Frame.END_HEADERS | Frame.END_STREAM,
                    stream,
                    new HeaderBlock().request("GET", "/").literal("Upper", "case").bytes()));
      };
    }

    /// Whether no other frame may come in between.
    boolean isOneHeaderBlock() {
      return this == EMPTY_CONTINUATIONS || this == CONTINUATIONS_OF_ONE_BYTE;
    }

    private static Frame[] continuation(int n, byte[] bytes) {
      return n == 0
          ? only(new Frame(Frame.HEADERS, 0, 3, REQUEST))
          : only(new Frame(Frame.CONTINUATION, 0, 3, bytes));
    }

    private static Frame[] only(Frame frame) {
      return new Frame[] {frame};
    }

    private static Frame[] both(Frame first, Frame second) {
      return new Frame[] {first, second};
    }
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOfAStrangerIsToldToCalmDown(Flood flood) throws Exception {
    assertThatItIsToldToCalmDown(flood, "/", Limits.STANDARD.cancelsPerSecond());
  }

  @ParameterizedTest
  @EnumSource
  void aFloodOfAKnownClientIsToldToCalmDown(Flood flood) throws Exception {
    assertThatItIsToldToCalmDown(flood, "/trusted", Limits.STANDARD.trustedCancelsPerSecond());
  }

  private static void assertThatItIsToldToCalmDown(Flood flood, String first, int perSecond)
      throws Exception {
    Map<String, Integer> handled = new ConcurrentHashMap<>();
    try (Running running =
            Running.patient(exchange -> {
              handled.merge(exchange.remoteAddress(), 1, Integer::sum);
              answer(exchange);
            });
        Attack attack =
            Attack.by(ATTACKERS, running, client -> assertClosed(client, flood, first))) {
      HttpClient other = running.client(HttpClient.Version.HTTP_2);
      for (int i = 0; i < 20 || attack.done() < ATTACKERS; i++) {
        assertThat(
                other
                    .send(running.request("/").build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode())
            .isEqualTo(200);
        handled.clear();
      }
      attack.stop();
      try (RawHttp2 client = RawHttp2.to(running)) {
        assertCalmed(client, flood, first);
      }
      running.awaitEmptyLedger();
    }
    // Whatever it sent, its handlers were no more than it may have at once, and may cancel.
    assertThat(handled.values())
        .allSatisfy(requests ->
            assertThat(requests)
                .isLessThanOrEqualTo(1 + Limits.STANDARD.streamsPerConnection() + perSecond));
  }

  private static void answer(Exchange exchange) throws Exception {
    switch (exchange.rawPath()) {
      case "/trusted" -> exchange.trusted();
      case "/slow" -> new CountDownLatch(1).await();
      default -> {}
    }
  }

  // Whoever sends on after the farewell may miss it: the kernel drops what the server had sent.
  private static void assertClosed(RawHttp2 client, Flood flood, String first) throws Exception {
    begin(client, first);
    boolean open = true;
    for (int n = 0; n < ROUNDS && open; n += ROUNDS_AT_ONCE) {
      open = !client.closed() && client.say(rounds(flood, n).toByteArray());
    }
    assertThat(client.untilClosed())
        .filteredOn(frame -> frame.type() == Frame.GOAWAY)
        .allMatch(farewell -> farewell.code() == Frame.ENHANCE_YOUR_CALM);
  }

  private static void assertCalmed(RawHttp2 client, Flood flood, String first) throws Exception {
    begin(client, first);
    for (int n = 0; n < ROUNDS && !client.closed(); n += ROUNDS_AT_ONCE) {
      ByteArrayOutputStream bytes = rounds(flood, n);
      if (!flood.isOneHeaderBlock()) {
        Frame.ping(-1 - n).writeTo(bytes);
      }
      if (!client.say(bytes.toByteArray())
          || !(flood.isOneHeaderBlock() || client.answersPing(-1 - n))) {
        break;
      }
    }
    List<Frame> heard = client.untilClosed();
    assertThat(heard).last().extracting(Frame::type).isEqualTo(Frame.GOAWAY);
    assertThat(heard).last().extracting(Frame::code).isEqualTo(Frame.ENHANCE_YOUR_CALM);
  }

  private static void begin(RawHttp2 client, String first) throws Exception {
    client.say(Frame.get(1, first));
    assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(1);
  }

  private static ByteArrayOutputStream rounds(Flood flood, int first) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < ROUNDS_AT_ONCE; i++) {
      for (Frame frame : flood.round(first + i)) {
        frame.writeTo(bytes);
      }
    }
    return bytes;
  }

  @Test
  void answersThatAClientDoesNotReadAreNotQueuedForEver() throws Exception {
    Limits noRate =
        new Limits(
            1 << 20, 1 << 20, 100, 100, 10_000_000, 10_000_000, 0, Limits.STANDARD.patience());
    try (Running running = Running.with(noRate, _ -> {});
        SSLSocket client = running.connect("h2", 8 * 1024)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      bytes.writeBytes(RawHttp2.preface());
      Frame.settings().writeTo(bytes);
      client.getOutputStream().write(bytes.toByteArray());
      bytes.reset();
      for (int i = 0; i < 1_000; i++) {
        Frame.ping(i).writeTo(bytes);
      }
      assertThat(sendUntilClosed(client, bytes.toByteArray(), 2_000)).isTrue();
    }
  }

  private static boolean sendUntilClosed(SSLSocket client, byte[] bytes, int times) {
    try {
      for (int i = 0; i < times; i++) {
        client.getOutputStream().write(bytes);
      }
      return false;
    } catch (java.io.IOException closed) {
      return true;
    }
  }

  @Test
  void aCalmClientIsNotDisturbedByTheRateOfItsRequests() throws Exception {
    try (Running running = Running.with(Limits.STANDARD, _ -> {});
        RawHttp2 client = RawHttp2.to(running)) {
      int requests = 4 * Limits.STANDARD.cancelsPerSecond();
      for (int i = 0; i < requests; i++) {
        client.say(Frame.get(2 * i + 1, "/"));
        assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(2 * i + 1);
      }
    }
  }
}

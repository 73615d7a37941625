package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// HTTP/2 clients that give little, and take long for it. Those of HTTP/1.1 are in [PatienceTest].
@NoLeaks
class SlowlorisTest {

  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final int MOST_DROPS = 1_000;
  private static final long PACE_MILLIS = 20;

  private static Limits patience(Duration idle, Duration headers) {
    return Limits.STANDARD.with(new Patience(idle, headers, LONG, 4096));
  }

  @Test
  void whoShakesHandsAndSaysNothingIsClosed() throws Exception {
    try (Running running = Running.with(patience(LONG, SHORT), _ -> {});
        RawHttp2 client = RawHttp2.silent(running)) {
      assertThat(client.untilClosed()).isEmpty();
    }
  }

  @Test
  void whoSaysThePrefaceWithoutItsSettingsIsClosed() throws Exception {
    try (Running running = Running.with(patience(LONG, SHORT), _ -> {});
        RawHttp2 client = RawHttp2.silent(running)) {
      assertThat(client.say(RawHttp2.preface())).isTrue();
      assertThat(client.untilClosed()).extracting(Frame::type).doesNotContain(Frame.HEADERS);
    }
  }

  @Test
  void whoDripsAHeadersFrameIsToldToGoOnceItHasBroughtNoRequestForTheIdleTime() throws Exception {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    Frame.get(1, "/" + "a".repeat(2 * MOST_DROPS)).writeTo(request);
    assertThatDripsEnd(request.toByteArray());
  }

  @Test
  void whoDripsContinuationsIsToldToGo() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Frame(Frame.HEADERS, 0, 1, new HeaderBlock().request("GET", "/").bytes()).writeTo(bytes);
    for (int i = 0; i < MOST_DROPS; i++) {
      new Frame(Frame.CONTINUATION, 0, 1, new byte[0]).writeTo(bytes);
    }
    assertThatDripsEnd(bytes.toByteArray());
  }

  @Test
  void pingsDoNotKeepAConnectionWithoutRequests() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < MOST_DROPS; i++) {
      Frame.ping(i).writeTo(bytes);
    }
    assertThatDripsEnd(bytes.toByteArray());
  }

  private static void assertThatDripsEnd(byte[] bytes) throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running = Running.with(patience(SHORT, LONG), _ -> handled.incrementAndGet());
        RawHttp2 client = RawHttp2.to(running)) {
      assertThat(dripUntilClosed(client, bytes)).isTrue();
      List<Frame> heard = client.untilClosed();
      assertThat(heard.getLast().type()).isEqualTo(Frame.GOAWAY);
      assertThat(heard.getLast().code()).isEqualTo(Frame.NO_ERROR);
      assertThat(heard.getLast().reason()).isEqualTo("idle_timeout");
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void aRequestThatRunsKeepsItsConnectionHoweverLong() throws Exception {
    CountDownLatch mayEnd = new CountDownLatch(1);
    try (Running running =
            Running.with(
                patience(SHORT, SHORT),
                exchange -> {
                  exchange.live().longRunning(LONG);
                  mayEnd.await();
                });
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(Frame.get(1, "/"));
      ByteArrayOutputStream pings = new ByteArrayOutputStream();
      for (int i = 0; i < 10; i++) {
        Frame.ping(i).writeTo(pings);
      }
      assertThat(dripUntilClosed(client, pings.toByteArray())).as("%s", client).isFalse();
      mayEnd.countDown();
      assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(1);
    }
  }

  // A byte at a time, until all are said or the server has closed. The pace is a latch that nobody
  // opens: Jetty's idle time begins anew at each byte, so bytes that come faster than that test us.
  private static boolean dripUntilClosed(RawHttp2 client, byte[] bytes) throws Exception {
    CountDownLatch nobody = new CountDownLatch(1);
    for (int i = 0; i < Math.min(bytes.length, MOST_DROPS); i++) {
      if (client.closed() || !client.say(new byte[] {bytes[i]})) {
        return true;
      }
      assertThat(nobody.await(PACE_MILLIS, TimeUnit.MILLISECONDS)).isFalse();
    }
    return false;
  }
}

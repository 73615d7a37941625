package dev.stopwater.lab.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.lifecycle.Threads;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@NoLeaks
class LinkTest {

  private static final int PATIENCE_MILLIS = 20_000;

  private final Threads threads =
      new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, Duration.ofSeconds(5));
  private final BlockingQueue<Socket> accepted = new LinkedBlockingQueue<>();
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    threads
        .virtual("far-side")
        .newThread(() -> {
          try {
            while (true) {
              accepted.add(server.accept());
            }
          } catch (IOException closed) {
            // the test is over
          }
        })
        .start();
  }

  @AfterEach
  void close() throws IOException {
    server.close();
    for (Socket each : accepted) {
      each.close();
    }
    threads.close();
  }

  private Link link(Weather weather) throws IOException {
    return Link.to(
        (InetSocketAddress) server.getLocalSocketAddress(), 7, weather, System::nanoTime);
  }

  private static Socket client(Link link) throws IOException {
    Socket client = new Socket(link.address().getAddress(), link.address().getPort());
    client.setSoTimeout(PATIENCE_MILLIS);
    return client;
  }

  private Socket farSide() throws Exception {
    Socket far = accepted.poll(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    assertThat(far).isNotNull();
    far.setSoTimeout(PATIENCE_MILLIS);
    return far;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String hear(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsSaidArrivesInOrderThroughJitter() throws Exception {
    Weather weather = Weather.of(Duration.ofMillis(2), Duration.ofMillis(9), 4_000_000);
    byte[] sent = new byte[300_000];
    new Random(1).nextBytes(sent);
    try (Link link = link(weather);
        Socket client = client(link);
        Socket far = farSide()) {
      threads
          .virtual("near-side")
          .newThread(() -> {
            try {
              client.getOutputStream().write(sent);
              client.shutdownOutput();
            } catch (IOException e) {
              throw new IllegalStateException(e);
            }
          })
          .start();
      assertThat(far.getInputStream().readAllBytes()).isEqualTo(sent);
      assertThat(link.accepted()).isOne();
    }
  }

  @Test
  void aSideThatHasSaidAllIsStillAnswered() throws Exception {
    try (Link link = link(Weather.CLEAR);
        Socket client = client(link);
        Socket far = farSide()) {
      say(client, "all of it");
      client.shutdownOutput();
      assertThat(new String(far.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("all of it");
      say(far, "the answer");
      far.shutdownOutput();
      assertThat(new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo("the answer");
    }
  }

  @Test
  void whatIsSaidWhileTheLinkStandsStillIsHeldAndArrivesLater() throws Exception {
    try (Link link = link(Weather.CLEAR);
        Socket client = client(link);
        Socket far = farSide()) {
      say(client, "before");
      assertThat(hear(far, 6)).isEqualTo("before");
      link.stall();
      say(client, "after");
      while (link.held() == 0) {
        Thread.onSpinWait();
      }
      assertThat(far.getInputStream().available()).isZero();
      link.flow();
      assertThat(hear(far, 5)).isEqualTo("after");
    }
  }

  @Test
  void aLinkHoldsNoMoreThanItsQueueOfWhatIsNotRead() throws Exception {
    try (Link link = link(Weather.CLEAR);
        Socket client = client(link);
        Socket far = farSide()) {
      link.stall();
      far.setSoTimeout(PATIENCE_MILLIS);
      threads
          .virtual("writer")
          .newThread(() -> {
            try {
              far.getOutputStream().write(new byte[64 << 20]);
            } catch (IOException cut) {
              // by the end of the test
            }
          })
          .start();
      while (link.held() < 128 * 1024) {
        Thread.onSpinWait();
      }
      assertThat(link.held()).isLessThanOrEqualTo(128 * 1024 + 8 * 1024);
      link.resetAll();
      assertThatThrownBy(() -> client.getInputStream().readAllBytes())
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void aResetReachesBothSides() throws Exception {
    try (Link link = link(Weather.CLEAR.withFaults(0, Duration.ZERO, 1000));
        Socket client = client(link);
        Socket far = farSide()) {
      say(client, "lost");
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> far.getInputStream().read()).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aServerThatIsNotThereResetsTheClient() throws Exception {
    Link link = link(Weather.CLEAR);
    server.close();
    try (link;
        Socket client = client(link)) {
      assertThatThrownBy(
              () -> {
                say(client, "x");
                if (client.getInputStream().read() < 0) {
                  throw new IOException("ended");
                }
              })
          .isInstanceOf(IOException.class);
    }
  }

  @Test
  void nonsenseIsRefused() {
    assertThatThrownBy(() -> Weather.of(Duration.ZERO, Duration.ZERO, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Weather.of(Duration.ofMillis(-1), Duration.ZERO, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Weather.CLEAR.withFaults(0, Duration.ZERO, 1001))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

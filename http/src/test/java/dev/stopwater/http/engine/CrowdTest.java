package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Very many clients that are there and do nothing. `-Dcrowd.connections=10000` is the long form.
@NoLeaks
class CrowdTest {

  private static final int CROWD = Integer.getInteger("crowd.connections", 200);
  private static final Duration LONG = Duration.ofMinutes(5);

  /// What a connection without requests may hold, in bytes, the client's half within this process
  /// included.
  private static final long MOST_HELD = 100 * 1024;

  @BeforeEach
  void thereAreFilesForAll() {
    long files =
        ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class)
            .getMaxFileDescriptorCount();
    // Both ends of each connection are in this process.
    assumeTrue(
        files > 2L * CROWD + 1_000,
        () -> "SKIPPED: %,d connections need more than %,d files".formatted(CROWD, files));
  }

  @Test
  void idleConnectionsHoldLittleAndHurtNobody() throws Exception {
    try (Running running = Running.with(waiting(LONG, LONG), _ -> {})) {
      List<Socket> crowd = new ArrayList<>();
      try {
        crowd.add(greeted(running, "h2"));
        crowd.add(greeted(running, "http/1.1"));
        long before = held();
        for (int i = 0; i < CROWD; i++) {
          crowd.add(greeted(running, i % 2 == 0 ? "h2" : "http/1.1"));
        }
        assertThat((held() - before) / CROWD).isLessThan(MOST_HELD);
        assertThat(running.server.connections()).isEqualTo(CROWD + 2);
        assertThatOneIsServed(running);
      } finally {
        closeAll(crowd);
      }
    }
  }

  @Test
  void idleConnectionsAreClosedAllOfThem() throws Exception {
    try (Running running = Running.with(waiting(Duration.ofSeconds(2), LONG), _ -> {})) {
      List<Socket> crowd = new ArrayList<>();
      try {
        for (int i = 0; i < CROWD / 10; i++) {
          crowd.add(greeted(running, i % 2 == 0 ? "h2" : "http/1.1"));
        }
        awaitNobody(running);
      } finally {
        closeAll(crowd);
      }
    }
  }

  @Test
  void connectionsWithoutAHandshakeHurtNobodyAndAreClosed() throws Exception {
    try (Running running = Running.with(waiting(LONG, Duration.ofSeconds(3)), _ -> {})) {
      List<Socket> crowd = new ArrayList<>();
      try {
        for (int i = 0; i < CROWD; i++) {
          Socket silent = new Socket("127.0.0.1", running.server.port());
          crowd.add(silent);
          if (i % 2 == 0) {
            silent.getOutputStream().write(new byte[] {22, 3, 1}); // the beginning of a ClientHello
          }
        }
        assertThatOneIsServed(running);
        awaitNobody(running);
      } finally {
        closeAll(crowd);
      }
    }
  }

  @Test
  void whoComesWhenAllPlacesAreTakenWaitsUntilOneIsFree() throws Exception {
    Limits three =
        new Limits(1 << 20, 1 << 20, 100, 3, 128, 1_000, 0, waiting(LONG, LONG).patience());
    try (Running running = Running.with(three, _ -> {})) {
      List<Socket> crowd = new ArrayList<>();
      try {
        for (int i = 0; i < 3; i++) {
          crowd.add(greeted(running, "http/1.1"));
        }
        Socket late = new Socket();
        crowd.add(late);
        late.connect(new InetSocketAddress("127.0.0.1", running.server.port()));
        late.setSoTimeout(300);
        assertThatThrownBy(() -> late.getInputStream().read())
            .isInstanceOf(SocketTimeoutException.class);
        assertThat(running.server.connections()).isLessThanOrEqualTo(3);
        closeAll(crowd);
        assertThatOneIsServed(running);
      } finally {
        closeAll(crowd);
      }
    }
  }

  private static Limits waiting(Duration idle, Duration headers) {
    return Limits.STANDARD.with(new Patience(idle, headers, LONG, 4096));
  }

  // One that has had an answer, or at least our settings.
  private static SSLSocket greeted(Running running, String protocol) throws IOException {
    SSLSocket socket = running.connect(protocol);
    if (protocol.equals("h2")) {
      socket.getOutputStream().write(RawHttp2.preface());
      socket.getOutputStream().write(new byte[] {0, 0, 0, Frame.SETTINGS, 0, 0, 0, 0, 0});
    } else {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    assertThat(socket.getInputStream().read()).isNotNegative();
    return socket;
  }

  private static void assertThatOneIsServed(Running running) throws IOException {
    assertThat(
            RawRequests.exchange(running, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200 OK\r\n");
  }

  private static void awaitNobody(Running running) throws InterruptedException {
    CountDownLatch pace = new CountDownLatch(1);
    for (int i = 0; i < 600 && running.server.connections() > 0; i++) {
      assertThat(pace.await(100, TimeUnit.MILLISECONDS)).isFalse();
    }
    assertThat(running.server.connections()).isZero();
  }

  private static long held() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  private static void closeAll(List<Socket> crowd) throws IOException {
    for (Socket each : crowd) {
      each.close();
    }
  }
}

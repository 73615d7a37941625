package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

/// What the server allocates for a request whose answer is there already. The client speaks by hand
/// and allocates little; the figures are for the whole process all the same.
class AllocationTest {

  private static final int REQUESTS = 3_000;

  @Test
  void aSmallReplyCostsLessThanSixteenKilobytesWithJettyAndClientIncluded() throws Exception {
    assertThat(perRequest(1024, REQUESTS)).isLessThan(16 * 1024);
  }

  @Test
  void aLongReplyIsNotCopiedByTheServer() throws Exception {
    int length = 1 << 20;
    // Below one byte for each byte sent: neither server nor Jetty holds a second copy.
    assertThat(perRequest(length, 200)).isLessThan(length / 4);
  }

  private static long perRequest(int length, int requests) throws Exception {
    byte[] shared = new byte[length];
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Running running = Running.patient(exchange -> exchange.reply().send(shared));
        SSLSocket socket = running.connect("http/1.1")) {
      ask(socket, length, requests / 2);
      AtomicLong before = new AtomicLong(threads.getTotalThreadAllocatedBytes());
      ask(socket, length, requests);
      long each = (threads.getTotalThreadAllocatedBytes() - before.get()) / requests;
      System.out.println("allocated for each reply of " + length + " bytes: " + each);
      return each;
    }
  }

  private static void ask(SSLSocket socket, int length, int times) throws Exception {
    byte[] request = "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] buffer = new byte[64 * 1024];
    InputStream in = socket.getInputStream();
    for (int i = 0; i < times; i++) {
      socket.getOutputStream().write(request);
      int matched = 0;
      while (matched < 4) {
        int next = in.read();
        matched = next == (matched % 2 == 0 ? '\r' : '\n') ? matched + 1 : 0;
      }
      for (int left = length; left > 0; ) {
        left -= in.read(buffer, 0, Math.min(left, buffer.length));
      }
    }
  }
}

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that no handler may see, since two readers could take them for different ones.
class MalformedRequestTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "length and coding | POST / HTTP/1.1~Host: x~Content-Length: 3~Transfer-Encoding: chunked~~0~~ | 400 Bad Request",
        "two lengths | POST / HTTP/1.1~Host: x~Content-Length: 3~Content-Length: 4~~abcd | 400 Bad Request",
        "a signed length | POST / HTTP/1.1~Host: x~Content-Length: +3~~abc | 400 Bad Request",
        "another coding | POST / HTTP/1.1~Host: x~Transfer-Encoding: gzip, chunked~~0~~ | 501 Not Implemented",
        "lines that end with LF only | GET / HTTP/1.1^Host: x^^ | 400 Bad Request",
        "a folded header | GET / HTTP/1.1~Host: x~X: a~ b~~ | 400 Bad Request",
        "a space before the colon | GET / HTTP/1.1~Host: x~X : a~~ | 400 Bad Request",
        "no host | GET / HTTP/1.1~~ | 400 Bad Request",
        "two hosts | GET / HTTP/1.1~Host: x~Host: y~~ | 400 Bad Request",
        "no request at all | hello~~ | 400 Bad Request",
        "a bad escape | GET /%zz HTTP/1.1~Host: x~~ | 400 Bad Request",
        "a version of the future | GET / HTTP/3.7~Host: x~~ | 505 HTTP Version Not Supported",
      })
  void isRefusedInPlainTextAndItsConnectionClosed(String what, String request, String status)
      throws Exception {
    AtomicInteger seen = new AtomicInteger();
    try (Running running = Running.patient(_ -> seen.incrementAndGet())) {
      String answer =
          RawRequests.exchange(running, request.strip().replace("~", "\r\n").replace("^", "\n"));
      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + "\r\n")
          .contains("Content-Type: text/plain; charset=utf-8\r\n", "Connection: close\r\n")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("<html>");
      assertThat(seen).hasValue(0);
    }
  }

  @Test
  void headersOfMoreThanTheLimitAre431() throws Exception {
    try (Running running = Running.patient(_ -> {})) {
      String bomb = "X: " + "a".repeat(2 << 20) + "\r\n";
      assertThat(RawRequests.exchange(running, "GET / HTTP/1.1\r\nHost: x\r\n" + bomb + "\r\n"))
          .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
          .endsWith("\r\n\r\n431 Request Header Fields Too Large");
      assertThat(
              RawRequests.exchange(
                  running, "GET /" + "a".repeat(2 << 20) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
          .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n");
    }
  }

  @Test
  void headersBelowTheLimitPass() throws Exception {
    try (Running running = Running.patient(_ -> {})) {
      assertThat(
              RawRequests.exchange(
                  running,
                  "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nX: "
                      + "a".repeat(900_000)
                      + "\r\n\r\n"))
          .startsWith("HTTP/1.1 200 OK\r\n");
    }
  }
}

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        "a coding twice | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked~Transfer-Encoding: chunked~~0~~ | 400 Bad Request",
        "two codings of one kind | POST / HTTP/1.1~Host: x~Transfer-Encoding: chunked, chunked~~0~~ | 400 Bad Request",
        "a hidden coding | POST / HTTP/1.1~Host: x~Transfer-Encoding: \u000bchunked~~0~~ | 400 Bad Request",
        "the same length twice | POST / HTTP/1.1~Host: x~Content-Length: 3~Content-Length: 3~~abc | 400 Bad Request",
        "a list of lengths | POST / HTTP/1.1~Host: x~Content-Length: 3, 3~~abc | 400 Bad Request",
        "a length in another base | POST / HTTP/1.1~Host: x~Content-Length: 0x3~~abc | 400 Bad Request",
        "a length below nothing | POST / HTTP/1.1~Host: x~Content-Length: -1~~ | 400 Bad Request",
        "a length beyond numbers | POST / HTTP/1.1~Host: x~Content-Length: 99999999999999999999~~ | 400 Bad Request",
        "a carriage return in a value | GET / HTTP/1.1~Host: x~X: a<CR>b~~ | 400 Bad Request",
        "a NUL in a value | GET / HTTP/1.1~Host: x~X: a<NUL>b~~ | 400 Bad Request",
        "a header without a name | GET / HTTP/1.1~Host: x~: a~~ | 400 Bad Request",
        "a header without a colon | GET / HTTP/1.1~Host: x~X~~ | 400 Bad Request",
        "a blank before the first header | GET / HTTP/1.1~ Host: x~~ | 400 Bad Request",
        "HTTP/2 without being asked | PRI * HTTP/2.0~~SM~~ | 505 HTTP Version Not Supported",
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
      String bytes =
          request
              .strip()
              .replace("~", "\r\n")
              .replace("^", "\n")
              .replace("<CR>", "\r")
              .replace("<NUL>", "\0");
      String answer = RawRequests.exchange(running, bytes);
      assertThat(answer)
          .startsWith("HTTP/1.1 " + status + "\r\n")
          .contains("Content-Type: text/plain; charset=utf-8\r\n", "Connection: close\r\n")
          .doesNotContainIgnoringCase("jetty")
          .doesNotContain("<html>");
      assertThat(seen).hasValue(0);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0x1\r\na\r\n0\r\n\r\n",
        "-1\r\na\r\n0\r\n\r\n",
        "ffffffffffffffffff\r\na\r\n0\r\n\r\n",
        "1\na\n0\n\n",
        "1\r\nab0\r\n\r\n",
        "1;a=\"\r\nx\"\r\na\r\n0\r\n\r\n",
        "1;a\nb\r\na\r\n0\r\n\r\n",
      })
  void aChunkThatTwoReadersCouldCutDifferentlyIsNoBody(String chunks) throws Exception {
    AtomicInteger whole = new AtomicInteger();
    try (Running running =
        Running.patient(exchange -> {
          try {
            exchange.body(100);
            whole.incrementAndGet();
          } catch (IOException expected) {
            exchange.reply().status(400);
          }
        })) {
      String smuggled = "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n";
      assertThat(
              RawRequests.exchange(
                  running,
                  "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                      + chunks
                      + smuggled))
          .containsOnlyOnce("HTTP/1.1 400");
      assertThat(whole).hasValue(0);
    }
  }

  @Test
  void connectOpensNoTunnel() throws Exception {
    AtomicInteger seen = new AtomicInteger();
    try (Running running = Running.patient(_ -> seen.incrementAndGet())) {
      assertThat(RawRequests.exchange(running, "CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n"))
          .startsWith("HTTP/1.1 404 Not Found\r\n")
          .endsWith("\r\n\r\n404 page not found\n");
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

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.noleaks.NoLeaks;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// HTTP/2 requests that would become something else if they were passed on in HTTP/1.1, and a
/// stranger's requests after it was told to go. Those of HTTP/1.1 are in [MalformedRequestTest].
@NoLeaks
class SmuggledRequestTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "a coding | transfer-encoding | chunked",
        "another coding | transfer-encoding | gzip",
        "a connection | connection | close",
        "an old connection | proxy-connection | close",
        "to keep alive | keep-alive | timeout=1",
        "an upgrade | upgrade | h2c",
        "te | te | gzip",
        "lines in a value | x | a~host: other",
        "a line feed in a value | x | a^b",
        "lines in a name | x~y | a",
        "a name in capitals | Host | a",
        "a blank in a name | x y | a",
        "a second path | :path | /other",
        "an unknown pseudo header | :other | a",
        "a second length | content-length | 4",
      })
  void aFieldThatHttp2DoesNotKnowIs400(String what, String name, String value) throws Exception {
    HeaderBlock block =
        new HeaderBlock()
            .request("POST", "/")
            .literal("content-length", "3")
            .literal(unescaped(name), unescaped(value));
    assertThatItIsRefused(block);
  }

  private static String unescaped(String text) {
    return text.replace("~", "\r\n").replace("^", "\n");
  }

  @ParameterizedTest
  @CsvSource({"GET, '/ HTTP/1.1~X: y'", "GET, other", "GET, ''"})
  void aRequestLineThatIsNoneIsRefused(String method, String path) throws Exception {
    assertThatItIsRefused(new HeaderBlock().request(unescaped(method), unescaped(path)));
  }

  @Test
  void connectIsRefused() throws Exception {
    assertThatItIsRefused(
        new HeaderBlock().literal(":method", "CONNECT").literal(":authority", "x:443"));
  }

  // By an answer of the 400s, a reset, or the end of the connection.
  private static void assertThatItIsRefused(HeaderBlock block) throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running = Running.patient(_ -> handled.incrementAndGet());
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(
          new Frame(Frame.HEADERS, Frame.END_HEADERS, 1, block.bytes()),
          Frame.data(1, true, "abc".getBytes(StandardCharsets.US_ASCII)));
      Frame refusal = client.next();
      while (refusal != null && refusal.stream() != 1 && refusal.type() != Frame.GOAWAY) {
        refusal = client.next();
      }
      assertThat(refusal).isNotNull();
      if (refusal.type() == Frame.HEADERS) {
        assertThat(text(client.next(Frame.DATA)))
            .matches("(?s)(40[0-9] .*|request header \".*\" is not valid in HTTP/2\n)");
      }
      assertThat(handled).hasValue(0);
    }
  }

  private static String text(Frame data) {
    return new String(data.payload(), StandardCharsets.US_ASCII);
  }

  @Test
  void moreOrLessDataThanAnnouncedIsNoBody() throws Exception {
    AtomicInteger whole = new AtomicInteger();
    for (String length : List.of("2", "4")) {
      try (Running running =
              Running.patient(exchange -> {
                exchange.body(100);
                whole.incrementAndGet();
              });
          RawHttp2 client = RawHttp2.to(running)) {
        byte[] block =
            new HeaderBlock().request("POST", "/").literal("content-length", length).bytes();
        client.say(
            new Frame(Frame.HEADERS, Frame.END_HEADERS, 1, block),
            Frame.data(1, true, "abc".getBytes(StandardCharsets.US_ASCII)));
        assertThat(client.next(Frame.RST_STREAM).code()).isEqualTo(Frame.PROTOCOL_ERROR);
        client.say(Frame.get(3, "/"));
        assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(3);
      }
    }
    assertThat(whole).hasValue(2);
  }

  @Test
  void whoIsToldToGoGetsWhatItHadBegunAndNoMore() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running =
            Running.with(
                Limits.STANDARD.with(
                    new Patience(
                        Duration.ofMinutes(5),
                        Duration.ofMillis(400),
                        Duration.ofMinutes(5),
                        4096)),
                exchange -> {
                  handled.incrementAndGet();
                  exchange.lastOfConnection();
                });
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(Frame.get(1, "/"), Frame.get(3, "/"));
      assertThat(client.next(Frame.GOAWAY).code()).isEqualTo(Frame.NO_ERROR);
      assertThat(client.next(Frame.GOAWAY).code()).isEqualTo(Frame.NO_ERROR);
      for (int stream = 5; stream < 500 && client.say(Frame.get(stream, "/")); stream += 2) {}
      assertThat(client.untilClosed())
          .filteredOn(frame -> frame.type() == Frame.HEADERS)
          .extracting(Frame::stream)
          .containsExactlyInAnyOrder(1, 3);
      assertThat(handled).hasValue(2);
    }
  }
}

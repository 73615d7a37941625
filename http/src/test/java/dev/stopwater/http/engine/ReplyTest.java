package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.http.BodyTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReplyTest {

  private static byte[] noise(long seed, int length) {
    System.out.println("seed " + seed);
    byte[] noise = new byte[length];
    new Random(seed).nextBytes(noise);
    return noise;
  }

  private static HttpResponse<byte[]> get(
      Running running, HttpClient.Version version, String... headers) throws Exception {
    HttpRequest.Builder request = running.request("/");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return running.client(version).send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void writesOfAllSizesArriveInOrder(HttpClient.Version version) throws Exception {
    long seed = System.nanoTime();
    byte[] whole = noise(seed, 3_000_000);
    try (Running running =
        Running.patient(exchange -> {
          Random random = new Random(seed);
          for (int at = 0; at < whole.length; ) {
            int step = Math.min(whole.length - at, 1 << random.nextInt(20));
            exchange.reply().write(whole, at, step);
            at += step;
            if (random.nextInt(4) == 0) {
              exchange.reply().flush();
            }
          }
          assertThat(exchange.reply().written()).isEqualTo(whole.length);
        })) {
      assertThat(get(running, version).body()).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aWholeBodyIsSentWithItsLength(HttpClient.Version version) throws Exception {
    byte[] whole = noise(1, 1_500_000);
    try (Running running = Running.patient(exchange -> exchange.reply().send(whole))) {
      HttpResponse<byte[]> response = get(running, version);
      assertThat(response.body()).isEqualTo(whole);
      assertThat(response.headers().firstValue("Content-Length")).contains("1500000");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aReplyOfNothingIs200AndEmpty(HttpClient.Version version) throws Exception {
    try (Running running = Running.patient(_ -> {})) {
      HttpResponse<byte[]> response = get(running, version);
      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Length")).contains("0");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void statusesWithoutBodyHaveNone(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          exchange.reply().status(304);
          exchange.reply().header("Etag", "\"x\"");
          exchange.reply().write(new byte[10]);
        })) {
      HttpResponse<byte[]> response = get(running, version);
      assertThat(response.statusCode()).isEqualTo(304);
      assertThat(response.body()).isEmpty();
      assertThat(response.headers().firstValue("Etag")).contains("\"x\"");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void headHasTheLengthAndNotTheBody(HttpClient.Version version) throws Exception {
    try (Running running = Running.patient(exchange -> exchange.reply().send(new byte[77]))) {
      HttpClient client = running.client(version);
      for (int i = 0; i < 2; i++) {
        HttpResponse<byte[]> response =
            client.send(
                running.request("/").method("HEAD", HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(response.headers().firstValue("Content-Length")).contains("77");
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void anExceptionBeforeTheFirstByteIsA500(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          exchange.reply().header("Audit-ID", "audit");
          exchange.reply().header("X-Inner", "inner");
          throw new IllegalStateException("ours");
        })) {
      HttpResponse<byte[]> response = get(running, version);
      assertThat(response.statusCode()).isEqualTo(500);
      assertThat(new String(response.body(), StandardCharsets.UTF_8))
          .isEqualTo("This request caused apiserver to panic. Look in the logs for details.\n");
      assertThat(response.headers().firstValue("Content-Type"))
          .contains("text/plain; charset=utf-8");
      assertThat(response.headers().firstValue("Audit-ID")).contains("audit");
      assertThat(response.headers().firstValue("X-Inner")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void anExceptionAfterTheFirstByteCutsTheReply(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          exchange.reply().write(new byte[10]);
          exchange.reply().flush();
          throw new IllegalStateException("ours");
        })) {
      assertThatThrownBy(() -> get(running, version)).isInstanceOf(IOException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void bodiesAreReadUpToTheLimit(HttpClient.Version version) throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          try {
            exchange.reply().send(exchange.body(100_000));
          } catch (BodyTooLargeException e) {
            exchange.reply().status(413);
            exchange.reply().send(e.getMessage().getBytes(StandardCharsets.UTF_8));
          }
        })) {
      HttpClient client = running.client(version);
      for (int size : new int[] {0, 1, 99_999, 100_000, 100_001, 3_000_000}) {
        byte[] sent = noise(size, size);
        for (boolean announced : new boolean[] {true, false}) {
          HttpRequest.BodyPublisher body =
              announced
                  ? HttpRequest.BodyPublishers.ofByteArray(sent)
                  : HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(sent));
          if (size > 100_000 && version == HttpClient.Version.HTTP_1_1) {
            continue; // the JDK's client does not read an answer while it is still sending
          }
          HttpResponse<byte[]> response =
              client.send(
                  running.request("/").POST(body).build(), HttpResponse.BodyHandlers.ofByteArray());
          if (size <= 100_000) {
            assertThat(response.body()).isEqualTo(sent);
          } else {
            assertThat(response.statusCode()).isEqualTo(413);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void theServerAsksForABodyThatWaitsToBeAskedFor(HttpClient.Version version) throws Exception {
    try (Running running = Running.patient(exchange -> exchange.reply().send(exchange.body(100)))) {
      HttpResponse<String> response =
          running
              .client(version)
              .send(
                  running
                      .request("/")
                      .expectContinue(true)
                      .POST(HttpRequest.BodyPublishers.ofString("asked for"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      assertThat(response.body()).isEqualTo("asked for");
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void longBodiesAreCompressedForThoseWhoTakeGzip(HttpClient.Version version) throws Exception {
    byte[] body = new byte[128 * 1024 + 1];
    Arrays.fill(body, (byte) 'x');
    for (boolean whole : new boolean[] {true, false}) {
      try (Running running =
          Running.patient(exchange -> {
            exchange.reply().compressible();
            if (whole) {
              exchange.reply().send(body);
            } else {
              for (int at = 0; at < body.length; at += 1000) {
                exchange.reply().write(body, at, Math.min(1000, body.length - at));
              }
            }
          })) {
        HttpResponse<byte[]> zipped = get(running, version, "Accept-Encoding", "br, gzip");
        assertThat(zipped.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(zipped.headers().firstValue("Vary")).contains("Accept-Encoding");
        assertThat(zipped.body().length).isLessThan(body.length / 10);
        assertThat(new GZIPInputStream(new ByteArrayInputStream(zipped.body())).readAllBytes())
            .isEqualTo(body);
        for (String[] refused :
            new String[][] {{}, {"Accept-Encoding", "br"}, {"Accept-Encoding", "gzip;q=1"}}) {
          HttpResponse<byte[]> plain = get(running, version, refused);
          assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
          assertThat(plain.headers().firstValue("Vary")).isEmpty();
          assertThat(plain.body()).isEqualTo(body);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void shortBodiesAreNotCompressed(HttpClient.Version version) throws Exception {
    byte[] body = new byte[128 * 1024];
    try (Running running =
        Running.patient(exchange -> {
          exchange.reply().compressible();
          exchange.reply().write(body, 0, 1);
          exchange.reply().write(body, 1, body.length - 1);
        })) {
      HttpResponse<byte[]> response = get(running, version, "Accept-Encoding", "gzip");
      assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
      assertThat(response.body()).isEqualTo(body);
    }
  }
}

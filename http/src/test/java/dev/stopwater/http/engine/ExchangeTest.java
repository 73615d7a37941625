package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExchangeTest {

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void aRequestIsSeenAsItWasSentAndItsReplyAsItWasMeant(HttpClient.Version version)
      throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          exchange.reply().status(201);
          exchange.reply().header("X-Seen", String.join(",", exchange.headers("X-Two")));
          exchange
              .reply()
              .send(
                  bytes(
                      String.join(
                          " ",
                          exchange.method(),
                          exchange.rawPath(),
                          String.valueOf(exchange.rawQuery()),
                          exchange.protocol(),
                          new String(exchange.body(100), StandardCharsets.UTF_8),
                          exchange.remoteAddress().replaceAll("[0-9]+$", "?"))));
        })) {
      HttpResponse<String> response =
          running
              .client(version)
              .send(
                  running
                      .request("/a%2Fb/x/../c;d=e//f?x=%20y&z")
                      .header("X-Two", "a")
                      .header("X-Two", "b")
                      .PUT(HttpRequest.BodyPublishers.ofString("body"))
                      .build(),
                  HttpResponse.BodyHandlers.ofString());
      String protocol = version == HttpClient.Version.HTTP_2 ? "HTTP/2.0" : "HTTP/1.1";
      assertThat(response.version()).isEqualTo(version);
      assertThat(response.statusCode()).isEqualTo(201);
      assertThat(response.body())
          .isEqualTo("PUT /a%2Fb/x/../c;d=e//f x=%20y&z " + protocol + " body 127.0.0.1:?");
      assertThat(response.headers().firstValue("X-Seen")).contains("a,b");
      assertThat(response.headers().firstValue("Content-Length"))
          .contains(String.valueOf(response.body().length()));
      assertThat(response.headers().firstValue("Date")).isPresent();
      assertThat(response.headers().firstValue("Server")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(HttpClient.Version.class)
  void afterTheLastRequestOfAConnectionItsClientConnectsAnew(HttpClient.Version version)
      throws Exception {
    try (Running running =
        Running.patient(exchange -> {
          if (exchange.rawPath().equals("/last")) {
            exchange.lastOfConnection();
          }
          exchange.reply().send(bytes(exchange.remoteAddress()));
        })) {
      HttpClient client = running.client(version);
      String first = ask(running, client, "/");
      assertThat(ask(running, client, "/")).isEqualTo(first);
      assertThat(ask(running, client, "/last")).isEqualTo(first);
      assertThat(ask(running, client, "/")).isNotEqualTo(first);
    }
  }

  private static String ask(Running running, HttpClient client, String path) throws Exception {
    HttpResponse<String> response =
        client.send(running.request(path).build(), HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).isEqualTo(200);
    return response.body();
  }
}

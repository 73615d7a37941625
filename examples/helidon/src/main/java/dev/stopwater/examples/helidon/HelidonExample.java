package dev.stopwater.examples.helidon;

import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.helidon.LiveFilter;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.Handler;

/// Helidon on port 8080, its profiles on 6060.
public final class HelidonExample {

  private HelidonExample() {}

  public static void main(String[] args) throws Exception {
    server(8080, LiveProfiles.serve(6060), (request, response) -> response.send("hello\n"));
  }

  static WebServer server(int port, LiveProfiles live, Handler handler) {
    return WebServer.builder()
        .port(port)
        .routing(routing ->
            routing
                .addFilter(new LiveFilter(live)) // the one line
                .any(handler))
        .build()
        .start();
  }
}

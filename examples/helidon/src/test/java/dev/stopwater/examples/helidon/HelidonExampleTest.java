package dev.stopwater.examples.helidon;

import dev.stopwater.examples.testkit.ExampleContract;
import dev.stopwater.examples.testkit.Planted;
import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import dev.stopwater.noleaks.NoLeaks;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/// A real Helidon.
@NoLeaks(
    plantsLeaks = true,
    except = "helidon-") // a timer of Helidon's ends when the collector takes its server
class HelidonExampleTest extends ExampleContract {

  private static void planted(ServerRequest request, ServerResponse response) throws IOException {
    String path = request.path().path();
    if (path.equals("/begun")) {
      try (OutputStream out = response.outputStream()) {
        out.write(new byte[100_000]);
        out.flush();
        Planted.hang();
      }
    }
    response.send(Planted.answer(path));
  }

  @Override
  protected Served start(LiveSettings settings) throws Exception {
    LiveProfiles live = settings.start();
    WebServer server = HelidonExample.server(0, live, HelidonExampleTest::planted);
    return new Served(server.port(), live, server::stop);
  }
}

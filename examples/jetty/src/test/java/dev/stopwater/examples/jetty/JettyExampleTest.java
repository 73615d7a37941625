package dev.stopwater.examples.jetty;

import dev.stopwater.examples.testkit.ExampleContract;
import dev.stopwater.examples.testkit.Planted;
import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import dev.stopwater.noleaks.NoLeaks;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Blocker;
import org.eclipse.jetty.util.Callback;

/// A real Jetty.
@NoLeaks(plantsLeaks = true)
class JettyExampleTest extends ExampleContract {

  private static final class PlantedHandler extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      String path = request.getHttpURI().getPath();
      if (path.equals("/begun")) {
        try (Blocker.Callback sent = Blocker.callback()) {
          response.write(false, ByteBuffer.wrap(new byte[100]), sent);
          sent.block();
        }
        Planted.hang();
      }
      Content.Sink.write(response, true, Planted.answer(path), callback);
      return true;
    }
  }

  @Override
  protected Served start(LiveSettings settings) throws Exception {
    LiveProfiles live = settings.start();
    Server server = JettyExample.server(0, live, new PlantedHandler());
    int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
    return new Served(port, live, server::stop);
  }
}

package dev.stopwater.examples.jetty;

import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.jetty.LiveHandler;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;

/// Jetty on port 8080, its profiles on 6060.
public final class JettyExample {

  private JettyExample() {}

  public static void main(String[] args) throws Exception {
    server(8080, LiveProfiles.serve(6060), new Hello()).join();
  }

  static Server server(int port, LiveProfiles live, Handler handler) throws Exception {
    Server server = new Server(port);
    server.setHandler(handler);
    server.insertHandler(new LiveHandler(live)); // the one line
    server.start();
    return server;
  }

  private static final class Hello extends Handler.Abstract {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      Content.Sink.write(response, true, "hello\n", callback);
      return true;
    }
  }
}

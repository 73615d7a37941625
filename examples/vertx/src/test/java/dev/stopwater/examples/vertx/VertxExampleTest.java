package dev.stopwater.examples.vertx;

import dev.stopwater.examples.testkit.ExampleContract;
import dev.stopwater.examples.testkit.Planted;
import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import dev.stopwater.noleaks.NoLeaks;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/// A real Vert.x.
@NoLeaks(plantsLeaks = true, except = "Cleaner-") // one of Vert.x for the whole JVM
class VertxExampleTest extends ExampleContract {

  private static void planted(HttpServerRequest request) {
    if (request.path().equals("/begun")) {
      request.response().setChunked(true);
      request.response().write("a part").toCompletionStage().toCompletableFuture().join();
      Planted.hang();
    }
    request.response().end(Planted.answer(request.path()));
  }

  @Override
  protected Served start(LiveSettings settings) throws Exception {
    LiveProfiles live = settings.start();
    Vertx vertx = Vertx.vertx();
    HttpServer server = VertxExample.server(vertx, 0, live, VertxExampleTest::planted);
    return new Served(
        server.actualPort(),
        live,
        () -> vertx.close().toCompletionStage().toCompletableFuture().get());
  }
}

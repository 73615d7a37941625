package dev.stopwater.examples.vertx;

import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.vertx.BlockingHandler;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

/// Vert.x on port 8080, its profiles on 6060; handlers may block.
public final class VertxExample {

  private VertxExample() {}

  public static void main(String[] args) throws Exception {
    server(
        Vertx.vertx(),
        8080,
        LiveProfiles.serve(6060),
        request -> request.response().end("hello\n"));
  }

  static HttpServer server(
      Vertx vertx, int port, LiveProfiles live, Handler<HttpServerRequest> handler)
      throws Exception {
    return vertx
        .createHttpServer()
        .requestHandler(new BlockingHandler(live, handler)) // the one line
        .listen(port)
        .toCompletionStage()
        .toCompletableFuture()
        .get();
  }
}

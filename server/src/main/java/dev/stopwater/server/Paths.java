package dev.stopwater.server;

import dev.stopwater.http.Reply;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.health.Health;
import dev.stopwater.server.health.VersionDocument;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The end of the road: resources by [Routes], everything else by its path.
public final class Paths implements Filter.Next {

  /// Documents about the API: discovery and OpenAPI.
  public interface Documents {

    /// @return null if the path is none of theirs
    @Nullable Page find(RequestContext request);

    /// How one of them is answered.
    @FunctionalInterface
    interface Page {
      void serve(RequestContext request) throws IOException;
    }
  }

  private final Routes routes;
  private final Documents documents;
  private final Health health;
  private final VersionDocument version;
  private final MetricsPage metrics;
  private final DebugPages debug;

  /// `/metrics`.
  @FunctionalInterface
  public interface MetricsPage {
    void serve(RequestContext request) throws IOException;
  }

  /// Pages about the server itself, such as the profiles.
  @FunctionalInterface
  public interface DebugPages {
    /// @return false if the path is none of theirs
    boolean serve(RequestContext request) throws Exception;
  }

  public Paths(
      Routes routes,
      Documents documents,
      Health health,
      VersionDocument version,
      MetricsPage metrics,
      DebugPages debug) {
    this.routes = routes;
    this.documents = documents;
    this.health = health;
    this.version = version;
    this.metrics = metrics;
    this.debug = debug;
  }

  @Override
  public void handle(RequestContext request) throws Exception {
    Reply reply = request.exchange().reply();
    if (request.info().resourceRequest()) {
      if (routes.knows(request.info())) {
        routes.serve(request);
      } else {
        PlainText.notFound(reply);
      }
      return;
    }
    String path = request.info().path();
    if (path.equals("/version") || path.equals("/version/")) {
      version.serve(reply);
    } else if (path.equals("/metrics")) {
      metrics.serve(request);
    } else if (health.serves(path)) {
      health.serve(request);
    } else if (!debug.serve(request)) {
      document(request);
    }
  }

  private void document(RequestContext request) throws IOException {
    Documents.Page page = documents.find(request);
    if (page == null) {
      PlainText.notFound(request.exchange().reply());
    } else {
      page.serve(request);
    }
  }
}

package dev.stopwater.assembly;

import dev.stopwater.server.RequestPath;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;

/// What is counted.
final class Metrics {

  RequestPath.Observer observing(RequestPath.Observer inner) {
    return inner;
  }

  void serve(RequestContext request) throws IOException {
    PlainText.notFound(request.exchange().reply());
  }
}

package dev.stopwater.server;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import java.util.List;

/// What a server that stops says to requests that come late. Those for its health and its metrics
/// are answered to the end. Any thread may move it on.
public final class Stopping implements Filter {

  private enum Stage {
    SERVING,
    /// The port is open, and whoever comes is told to come back: to another server, behind a load
    /// balancer that has not looked yet.
    COME_BACK,
    /// The port is closed; what still arrives on open connections is refused.
    CLOSED
  }

  private static final List<String> ALWAYS = List.of("/readyz", "/livez", "/healthz", "/metrics");

  private final Answers answers;
  private volatile Stage stage = Stage.SERVING;

  public Stopping(Answers answers) {
    this.answers = answers;
  }

  /// From now on, new requests are told to come back in five seconds (429).
  public void comeBack() {
    stage = Stage.COME_BACK;
  }

  /// From now on, new requests are refused (503).
  public void close() {
    stage = Stage.CLOSED;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    Stage now = stage;
    if (now == Stage.SERVING || exempt(request)) {
      next.handle(request);
      return;
    }
    request.refuse();
    if (now == Stage.COME_BACK) {
      request.exchange().lastOfConnection();
      request.exchange().reply().header("Retry-After", "5");
      PlainText.send(
          request.exchange().reply(),
          429,
          "The apiserver is shutting down, please try again later.");
      return;
    }
    request.exchange().reply().header("Retry-After", "1");
    request.exchange().reply().header("X-Content-Type-Options", "nosniff");
    answers.failure(
        request,
        new StatusException(503, "ServiceUnavailable", "apiserver is shutting down", null));
  }

  private static boolean exempt(RequestContext request) {
    String path = request.info().path();
    return request.userAgent().startsWith("kube-apiserver/")
        || ALWAYS.stream().anyMatch(each -> path.equals(each) || path.startsWith(each + "/"));
  }
}

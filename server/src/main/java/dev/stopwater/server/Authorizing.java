package dev.stopwater.server;

import dev.stopwater.access.UserInfo;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.telemetry.RoadMetrics;
import dev.stopwater.telemetry.RoadMetrics.Authorization;

/// Lets on only who may, and tells the others why not, in upstream's words.
final class Authorizing implements Filter {

  private final Authorizer authorizer;
  private final Answers answers;
  private final RoadMetrics metrics;

  Authorizing(Authorizer authorizer, Answers answers, RoadMetrics metrics) {
    this.authorizer = authorizer;
    this.answers = answers;
    this.metrics = metrics;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    request.phase("authorize");
    RequestInfo info = request.info();
    long began = metrics.now();
    Authorizer.Decision decision =
        authorizer.decide(
            new Authorizer.Question(
                request.user(),
                info.verb(),
                info.resourceRequest(),
                info.group(),
                info.version(),
                info.resource(),
                info.subresource(),
                info.namespace(),
                info.name(),
                info.path()));
    metrics.authorized(counted(decision), began);
    String reason =
        switch (decision) {
          case Authorizer.Decision.Allowed allowed -> null;
          case Authorizer.Decision.Denied denied -> denied.reason();
          case Authorizer.Decision.NoOpinion none -> none.reason();
        };
    if (reason == null) {
      request.phase("serve");
      next.handle(request);
      return;
    }
    request.exchange().reply().header("X-Content-Type-Options", "nosniff");
    answers.failure(request, forbidden(request.user(), info, reason));
  }

  private static Authorization counted(Authorizer.Decision decision) {
    return switch (decision) {
      case Authorizer.Decision.Allowed allowed -> Authorization.ALLOWED;
      case Authorizer.Decision.Denied denied -> Authorization.DENIED;
      case Authorizer.Decision.NoOpinion none -> Authorization.NO_OPINION;
    };
  }

  private static StatusException forbidden(UserInfo user, RequestInfo info, String reason) {
    String who = "User " + GoQuote.quote(user.name()) + " cannot " + info.verb() + " ";
    String why = reason.isEmpty() ? "" : ": " + reason;
    if (!info.resourceRequest()) {
      return new StatusException(
          403,
          "Forbidden",
          escaped("forbidden: " + who + "path " + GoQuote.quote(info.path()) + why),
          StatusException.Details.NONE);
    }
    String resource =
        info.subresource().isEmpty() ? info.resource() : info.resource() + "/" + info.subresource();
    String where =
        info.namespace().isEmpty()
            ? " at the cluster scope"
            : " in the namespace " + GoQuote.quote(info.namespace());
    return StatusException.forbidden(
        new Resource(info.group(), info.resource()),
        info.name(),
        escaped(
            who
                + "resource "
                + GoQuote.quote(resource)
                + " in API group "
                + GoQuote.quote(info.group())
                + where
                + why));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}

package dev.stopwater.server;

import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import dev.stopwater.telemetry.RequestMetrics.Labels;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/// By which labels a request is counted. Of a path that is not served, only the method counts, so
/// that no client can make labels (CVE-2020-8552).
///
/// @param known whether a request's resource is served
public record RequestLabels(Predicate<RequestInfo> known) {

  private static final Set<String> METHODS =
      Set.of("get", "head", "post", "put", "patch", "delete", "options");

  Labels of(RequestContext request) {
    return of(request.info(), request.exchange().method(), request.query());
  }

  boolean knows(RequestInfo info) {
    return info.resourceRequest() && known.test(info);
  }

  /// Of a request of which nothing else is left.
  Labels of(RequestFacts facts) {
    int question = facts.uri().indexOf('?');
    String raw = question < 0 ? facts.uri() : facts.uri().substring(0, question);
    String path = Query.PercentCode.decode(raw, false);
    Query query = Query.parse(question < 0 ? null : facts.uri().substring(question + 1));
    return of(
        RequestInfo.parse(facts.method(), path == null ? "" : path, query), facts.method(), query);
  }

  private Labels of(RequestInfo info, String method, Query query) {
    if (!knows(info)) {
      return new Labels(plain(info, method.toLowerCase(Locale.ROOT)), "", "", "", "", "", "");
    }
    return new Labels(
        verb(info.verb()),
        info.group(),
        info.version(),
        info.resource(),
        info.subresource(),
        scope(info),
        query.all("dryRun").contains("All") ? "All" : "");
  }

  private static String plain(RequestInfo info, String method) {
    String verb = METHODS.contains(info.verb()) ? info.verb() : "other";
    String shown = info.resourceRequest() && METHODS.contains(method) ? method : verb;
    return shown.toUpperCase(Locale.ROOT);
  }

  private static String verb(String verb) {
    return switch (verb) {
      case "create" -> "POST";
      case "update" -> "PUT";
      default -> verb.toUpperCase(Locale.ROOT);
    };
  }

  private static String scope(RequestInfo info) {
    if (!info.name().isEmpty()) {
      return "resource";
    }
    return info.namespace().isEmpty() ? "cluster" : "namespace";
  }
}

package dev.stopwater.server.health;

import dev.stopwater.http.Reply;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// `/livez`, `/readyz` and `/healthz` with upstream's text (facts 4.2), and a sub-path for each
/// check.
public final class Health {

  private static final Set<String> ENDPOINTS = Set.of("livez", "readyz", "healthz");

  private final List<Check> checks;

  public Health(List<Check> checks) {
    this.checks = List.copyOf(checks);
  }

  /// Whether the path is one of ours.
  public boolean serves(String path) {
    String[] parts = path.substring(1).split("/", 2);
    return ENDPOINTS.contains(parts[0])
        && (parts.length == 1
            || checks.stream().anyMatch(check -> counts(check, parts[0], parts[1])));
  }

  private static boolean counts(Check check, String endpoint, String name) {
    return check.name().equals(name) && check.endpoints().contains(endpoint);
  }

  public void serve(RequestContext request) throws IOException {
    String[] parts = request.info().path().substring(1).split("/", 2);
    if (parts.length == 1) {
      all(request, parts[0]);
    } else {
      one(request.exchange().reply(), parts[0], parts[1]);
    }
  }

  private void one(Reply reply, String endpoint, String name) throws IOException {
    for (Check check : checks) {
      if (counts(check, endpoint, name)) {
        String why = check.probe().look();
        if (!why.isEmpty()) {
          PlainText.send(reply, 500, "internal server error: " + why);
          return;
        }
      }
    }
    ok(reply, "ok");
  }

  private void all(RequestContext request, String endpoint) throws IOException {
    Set<String> excluded = new LinkedHashSet<>(request.query().all("exclude"));
    StringBuilder text = new StringBuilder();
    boolean failed = false;
    List<String> seen = new ArrayList<>();
    for (Check check : checks) {
      if (!check.endpoints().contains(endpoint)) {
        continue;
      }
      seen.add(check.name());
      if (excluded.contains(check.name())) {
        text.append("[+]").append(check.name()).append(" excluded: ok\n");
      } else if (check.probe().look().isEmpty()) {
        text.append("[+]").append(check.name()).append(" ok\n");
      } else {
        failed = true;
        text.append("[-]").append(check.name()).append(" failed: reason withheld\n");
      }
    }
    excluded.removeAll(seen);
    if (!excluded.isEmpty()) {
      text.append("warn: some health checks cannot be excluded: no matches for ")
          .append(quoted(excluded))
          .append('\n');
    }
    Reply reply = request.exchange().reply();
    if (failed) {
      PlainText.send(reply, 500, text + endpoint + " check failed");
    } else if (request.query().has("verbose")) {
      reply.header("X-Content-Type-Options", "nosniff");
      ok(reply, text + endpoint + " check passed\n");
    } else {
      reply.header("X-Content-Type-Options", "nosniff");
      ok(reply, "ok");
    }
  }

  private static String quoted(Set<String> names) {
    return String.join(", ", names.stream().map(name -> "\"" + name + "\"").toList());
  }

  private static void ok(Reply reply, String text) throws IOException {
    reply.status(200);
    reply.header("Content-Type", "text/plain; charset=utf-8");
    reply.send(text.getBytes(StandardCharsets.UTF_8));
  }
}

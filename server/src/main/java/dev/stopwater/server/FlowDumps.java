package dev.stopwater.server;

import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.flowcontrol.LevelDump;
import dev.stopwater.flowcontrol.queue.LevelView;
import dev.stopwater.http.Reply;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// `/debug/api_priority_and_fairness/*`: what flow control is doing, for people.
public final class FlowDumps implements Filter.Next {

  private static final String PREFIX = "/debug/api_priority_and_fairness/";

  private final FlowControl flows;
  private final InstantSource clock;
  private final Filter.Next others;

  /// @param others serves all other paths
  public FlowDumps(FlowControl flows, InstantSource clock, Filter.Next others) {
    this.flows = flows;
    this.clock = clock;
    this.others = others;
  }

  @Override
  public void handle(RequestContext request) throws Exception {
    String path = request.info().path();
    if (path.startsWith(PREFIX)) {
      dump(request, path.substring(PREFIX.length()));
    } else {
      others.handle(request);
    }
  }

  private void dump(RequestContext request, String what) throws IOException {
    List<LevelView> levels = flows.levels();
    switch (what) {
      case "dump_priority_levels" -> send(request, LevelDump.levels(levels));
      case "dump_queues" -> send(request, LevelDump.queues(levels));
      case "dump_requests" ->
          send(
              request,
              LevelDump.requests(
                  levels, !request.query().text("includeRequestDetails").isEmpty(), this::instant));
      default -> PlainText.notFound(request.exchange().reply());
    }
  }

  private Instant instant(long nanos) {
    return clock.instant().minusNanos(flows.now() - nanos);
  }

  private static void send(RequestContext request, String text) throws IOException {
    Reply reply = request.exchange().reply();
    reply.status(200);
    reply.header("Content-Type", "text/plain; charset=utf-8");
    reply.header("X-Content-Type-Options", "nosniff");
    reply.send(text.getBytes(StandardCharsets.UTF_8));
  }
}

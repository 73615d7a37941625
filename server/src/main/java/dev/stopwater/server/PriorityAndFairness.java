package dev.stopwater.server;

import dev.stopwater.flowcontrol.FlowControl;
import dev.stopwater.flowcontrol.classify.RequestDigest;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.Seat;
import dev.stopwater.flowcontrol.queue.Work;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import java.io.IOException;

/// Lets requests in by priority and fairness (facts 3.2–3.5). A request holds its seats until its
/// handler ends, however late that is; a watch until it has sent what was there when it began. Of
/// those that are long by nature no others take any.
public final class PriorityAndFairness implements Filter {

  private static final long LONGEST_WAIT = 60_000_000_000L;

  private final FlowControl flows;
  private final Widths widths;
  private final Crowd readers;
  private final Crowd writers;

  /// @param readers those that only read
  public PriorityAndFairness(FlowControl flows, Widths widths, Crowd readers, Crowd writers) {
    this.flows = flows;
    this.widths = widths;
    this.readers = readers;
    this.writers = writers;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    boolean watch = request.info().verb().equals("watch");
    if (request.info().longRunning() && !watch) {
      next.handle(request);
      return;
    }
    RequestDigest digest = digest(request);
    Flow flow = flows.classify(digest);
    Reply reply = request.exchange().reply();
    reply.header("X-Kubernetes-Pf-Flowschema-Uid", flow.schemaUid());
    reply.header("X-Kubernetes-Pf-Prioritylevel-Uid", flow.levelUid());
    Work work = widths.of(request, flow);
    flow.series().estimated(work.seats());
    Seat seat = enter(request, flow, digest, work);
    if (seat.granted()) {
      seated(request, seat, watch, next);
    } else {
      request.refuse();
      refuse(reply, seat);
    }
  }

  private Seat enter(RequestContext request, Flow flow, RequestDigest digest, Work work) {
    Seat seat = flow.level().enter(flow, digest, work);
    if (seat.state() == Seat.State.WAITING) {
      LiveRequest live = request.exchange().live();
      request.phase("flow control");
      Crowd crowd = crowd(request);
      crowd.waiting(1);
      try {
        seat.await(live.arrivedNanos() + patience(live));
      } finally {
        crowd.waiting(-1);
      }
    }
    return seat;
  }

  /// A quarter of the time that the request has from its arrival.
  private long patience(LiveRequest live) {
    long whole = flows.now() - live.arrivedNanos() + live.remaining().toNanos();
    return Math.min(LONGEST_WAIT, whole / 4);
  }

  private void seated(RequestContext request, Seat seat, boolean watch, Next next)
      throws Exception {
    LiveRequest live = request.exchange().live();
    Crowd crowd = crowd(request);
    crowd.executing(1);
    try (Held held =
        live.hold(() -> {
          crowd.executing(-1);
          seat.release();
        })) {
      live.onEnd(seat::overdue);
      if (watch) {
        request.whenInitialised(held::close);
      }
      next.handle(request);
    }
  }

  private static void refuse(Reply reply, Seat seat) throws IOException {
    reply.header("Retry-After", Integer.toString(seat.retryAfterSeconds()));
    PlainText.send(reply, 429, "Too many requests, please try again later.");
  }

  private Crowd crowd(RequestContext request) {
    return request.info().mutating() ? writers : readers;
  }

  private static RequestDigest digest(RequestContext request) {
    RequestInfo info = request.info();
    return new RequestDigest(
        request.user().name(),
        request.user().groups(),
        info.resourceRequest(),
        info.verb(),
        info.path(),
        info.group(),
        info.version(),
        info.resource(),
        info.subresource(),
        info.namespace(),
        info.name());
  }
}

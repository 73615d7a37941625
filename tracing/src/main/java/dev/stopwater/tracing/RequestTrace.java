package dev.stopwater.tracing;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.Trace;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// One request as spans: one for the whole, from its arrival, and one for each phase within.
///
/// Whether it is recorded is decided once it is known who asks. The trace that a client sends is
/// continued for `system:masters` and `system:monitoring`, their decision to sample with it; of all
/// others, as kube-apiserver does, it is only linked, so that strangers cannot fill the collector.
///
/// The request's own thread calls it; when the deadline passes or the client goes, a thread of the
/// ledger ends the spans, and what the handler then still does is no longer followed.
final class RequestTrace implements Trace {

  private static final String MONITORING = "system:monitoring";

  private final Tracer tracer;
  private final InstantSource clock;
  private final RequestContext request;

  // Guarded by this.
  private @Nullable Span whole;
  private Context within = Context.root();
  private String phase = "";
  private Instant since;
  private @Nullable Span present;
  private @Nullable Span part;
  private boolean over;

  RequestTrace(Tracer tracer, InstantSource clock, RequestContext request) {
    this.tracer = tracer;
    this.clock = clock;
    this.request = request;
    this.since = request.received();
  }

  @Override
  public synchronized void known(UserInfo user) {
    if (whole == null) {
      begin(user.in(UserInfo.MASTERS) || user.in(MONITORING));
    }
  }

  /// Continues the client's trace, or begins one.
  private void begin(boolean trusted) {
    Exchange exchange = request.exchange();
    Context sent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), exchange, RequestHeaders.INSTANCE);
    SpanBuilder builder =
        tracer
            .spanBuilder(ServerAttributes.name(exchange.method(), request.info()))
            .setSpanKind(SpanKind.SERVER)
            .setStartTimestamp(request.received());
    SpanContext remote = Span.fromContext(sent).getSpanContext();
    if (trusted) {
      builder.setParent(sent);
    } else {
      builder.setNoParent();
      if (remote.isValid()) {
        builder.addLink(remote);
      }
    }
    Span span = builder.startSpan();
    whole = span;
    within = Context.root().with(span);
    if (span.isRecording()) {
      ServerAttributes.ofRequest(span, request);
      present = child(phase, since);
      LiveRequest live = exchange.live();
      live.onEnd(() -> taken(live.remaining().isZero(), exchange.reply()));
    }
  }

  @Override
  public synchronized void phase(String name) {
    Instant now = clock.instant();
    phase = name;
    since = now;
    if (following()) {
      endPhase(now);
      present = child(name, now);
    }
  }

  private boolean following() {
    return !over && whole != null && whole.isRecording();
  }

  private @Nullable Span child(String name, Instant from) {
    String shown = PhaseNames.of(name);
    return shown.isEmpty() ? null : start(shown, within, from);
  }

  private Span start(String name, Context parent, Instant from) {
    return tracer
        .spanBuilder(name)
        .setParent(parent)
        .setStartTimestamp(from)
        .setAttribute(ServerAttributes.AUDIT_ID, ServerAttributes.auditId(request))
        .startSpan();
  }

  @Override
  public synchronized Part part(String name) {
    Instant now = clock.instant();
    endPart(now);
    if (!following()) {
      return () -> {};
    }
    Span begun = start(name, present == null ? within : within.with(present), now);
    part = begun;
    return () -> close(begun);
  }

  @SuppressWarnings("ReferenceEquality") // this very span, not one like it
  private synchronized void close(Span begun) {
    if (part == begun) {
      endPart(clock.instant());
    }
  }

  private void endPart(Instant at) {
    if (part != null) {
      part.end(at);
      part = null;
    }
  }

  private void endPhase(Instant at) {
    endPart(at);
    if (present != null) {
      present.end(at);
      present = null;
    }
  }

  @Override
  public synchronized String id() {
    return whole == null ? "" : whole.getSpanContext().getTraceId();
  }

  /// The handler has returned, or thrown. Where its answer was taken from it, the ledger tells of
  /// that.
  synchronized void ended(@Nullable Exception failure) {
    if (whole == null) {
      begin(false); // refused before anybody knew who asks
    }
    Span span = whole;
    if (span == null || !following() || request.exchange().live().timedOut()) {
      return;
    }
    Reply reply = request.exchange().reply();
    int status = reply.status() == 0 ? failure == null ? 200 : 500 : reply.status();
    ServerAttributes.ofReply(span, status, reply.written());
    if (failure != null) {
      span.setStatus(StatusCode.ERROR, String.valueOf(failure.getMessage()));
    } else if (status >= 500) {
      span.setStatus(StatusCode.ERROR);
    }
    end(span);
  }

  /// The answer was taken from the handler; on a thread of the ledger.
  private synchronized void taken(boolean late, Reply reply) {
    Span span = whole;
    if (span == null || !following()) {
      return;
    }
    if (late) {
      span.setStatus(StatusCode.ERROR, "the deadline passed");
      if (present != null) {
        present.setStatus(StatusCode.ERROR, "the deadline passed");
      }
      if (!reply.committed()) {
        ServerAttributes.ofReply(span, 504, 0);
      }
    } else {
      span.addEvent("the client has gone", clock.instant());
    }
    end(span);
  }

  private void end(Span span) {
    Instant now = clock.instant();
    endPhase(now);
    over = true;
    span.end(now);
  }
}

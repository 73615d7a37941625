package dev.stopwater.server;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.OverBudgetException;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.RequestState;
import dev.stopwater.telemetry.RequestMetrics;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/// Logs and counts what the ledger saw of requests whose handlers did not answer in time: one line
/// when the deadline passes, with the stack of the handler at that moment, and one when the handler
/// ends; and those that were refused memory, or cut for what they held. Counts are complete; stacks
/// are those that the ledger had time to look at.
public final class LateRequests implements LedgerListener {

  private static final int FRAMES = 24; // of a stack, on one line
  private static final int MOST_REFUSALS = 10; // that are told in a second; all are counted
  private static final int TIMED_OUT = 504;
  private static final int TOO_MANY = 429;

  private final RequestLog.Lines lines;
  private final RequestLog.Faults faults;
  private final RequestMetrics metrics;
  private final RequestLabels labels;
  private final Ration refusals;

  public LateRequests(
      RequestLog.Lines lines,
      RequestLog.Faults faults,
      RequestMetrics metrics,
      RequestLabels labels,
      LongSupplier nanos) {
    this.lines = lines;
    this.faults = faults;
    this.metrics = metrics;
    this.labels = labels;
    this.refusals = new Ration(MOST_REFUSALS, nanos);
  }

  @Override
  public void timedOut(RequestSnapshot request, boolean begun) {
    if (begun) {
      metrics.aborted(labels.of(request.facts()));
    } else {
      metrics.terminated(labels.of(request.facts()), TIMED_OUT);
    }
    line("Timeout or abort while handling", request, "answer", begun ? "cut" : "504");
  }

  @Override
  public void cut(RequestSnapshot request, boolean begun) {
    metrics.overBudget("all", "cut");
    if (begun) {
      metrics.aborted(labels.of(request.facts()));
    } else {
      metrics.terminated(labels.of(request.facts()), TOO_MANY);
    }
    line("Cut for the memory that it held", request, "answer", begun ? "cut" : "429");
  }

  @Override
  public void refused(LedgerEntry request, OverBudgetException.Whose whose) {
    metrics.overBudget(whose.label(), "refused");
    if (refusals.take()) {
      line("Refused more memory", request.snapshot(), "limit", whose.label());
    }
  }

  @Override
  public void late(LateOutcome outcome) {
    boolean expired = outcome.request().state() == RequestState.TIMED_OUT;
    if (expired) {
      metrics.endedLate(outcome.status().label());
    }
    if (expired || outcome.status() == LateOutcome.Status.PANIC) {
      line(
          "Handler ended after its answer was taken from it",
          outcome.request(),
          "result",
          outcome.status().label(),
          "lateMs",
          outcome.lateBy().toMillis(),
          "failure",
          outcome.failure() == null ? "" : outcome.failure().toString());
    }
  }

  @Override
  public void leaked(RequestSnapshot request) {
    line("A request is proved to be leaked", request);
  }

  @Override
  public void fault(String what, Throwable failure) {
    faults.fault(what, failure);
  }

  private void line(String text, RequestSnapshot request, Object... more) {
    Object[] known = {
      "method", request.facts().method(),
      "uri", RequestFacts.brief(request.facts().uri()),
      "user", RequestFacts.brief(request.evidence().user()),
      "agent", RequestFacts.brief(request.facts().userAgent()),
      "from", request.facts().remoteAddress(),
      "protocol", request.facts().protocol(),
      "phase", request.phase(),
      "ms", request.age().toMillis(),
      "bytes", request.bytes(),
      "audit", RequestFacts.brief(request.evidence().auditId()),
      "waitsOn", request.seen().waitsOn(),
      "stack", stack(request)
    };
    Object[] all = new Object[known.length + more.length];
    System.arraycopy(known, 0, all, 0, known.length);
    System.arraycopy(more, 0, all, known.length, more.length);
    lines.line(text, all);
  }

  private static String stack(RequestSnapshot request) {
    return request.stack().stream()
        .limit(FRAMES)
        .map(StackTraceElement::toString)
        .collect(Collectors.joining(" < "));
  }
}

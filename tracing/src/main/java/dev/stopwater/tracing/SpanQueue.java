package dev.stopwater.tracing;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/// Spans on their way from the requests, which never wait, to the exporter, which may: bounded, and
/// what finds no room is dropped and counted. The SDK's own would start a thread that we do not
/// own.
///
/// Requests' threads and those of the ledger put in; the one loop that calls [#turn()] takes out.
final class SpanQueue implements SpanProcessor {

  /// Is told what became of a batch, on the loop's thread.
  interface Outcome {
    void exported(int spans, boolean arrived);
  }

  private final TracingSettings.Batches batches;
  private final SpanExporter exporter;
  private final Duration longest;
  private final Outcome outcome;
  private final BlockingQueue<ReadableSpan> waiting;
  private final Semaphore due = new Semaphore(0); // a permit ends the pause
  private final CountDownLatch flushed = new CountDownLatch(1);
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closing;

  /// @param longest what sending a batch may take
  SpanQueue(
      TracingSettings.Batches batches, SpanExporter exporter, Duration longest, Outcome outcome) {
    this.batches = batches;
    this.exporter = exporter;
    this.longest = longest;
    this.outcome = outcome;
    this.waiting = new ArrayBlockingQueue<>(batches.waiting());
  }

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {}

  @Override
  public boolean isStartRequired() {
    return false;
  }

  @Override
  public void onEnd(ReadableSpan span) {
    if (!span.getSpanContext().isSampled()) {
      return;
    }
    if (closing || !waiting.offer(span)) {
      dropped.increment();
    } else if (waiting.size() >= batches.most() && due.availablePermits() == 0) {
      due.release();
    }
  }

  @Override
  public boolean isEndRequired() {
    return true;
  }

  long dropped() {
    return dropped.sum();
  }

  /// Waits until a batch is full or the pause is over, then sends all that waits.
  void turn() throws InterruptedException {
    boolean early = due.tryAcquire(batches.pause().toMillis(), TimeUnit.MILLISECONDS);
    if (early) {
      due.drainPermits();
    }
    boolean last = closing;
    List<SpanData> batch = next();
    while (!batch.isEmpty()) {
      send(batch);
      batch = next();
    }
    if (last) {
      flushed.countDown();
    }
  }

  private List<SpanData> next() {
    List<ReadableSpan> spans = new ArrayList<>();
    waiting.drainTo(spans, batches.most());
    return spans.stream().map(ReadableSpan::toSpanData).toList();
  }

  private void send(List<SpanData> batch) throws InterruptedException {
    CompletableResultCode sent = exporter.export(batch);
    sent.join(longest.toMillis(), TimeUnit.MILLISECONDS);
    outcome.exported(batch.size(), sent.isSuccess());
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
  }

  /// Takes no more, and waits until what waits is sent.
  ///
  /// @return whether it was, within `most`
  boolean flush(Duration most) throws InterruptedException {
    closing = true;
    due.release();
    return flushed.await(most.toMillis(), TimeUnit.MILLISECONDS);
  }
}

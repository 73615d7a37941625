package dev.stopwater.tracing;

import dev.stopwater.lifecycle.Loop;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.server.RequestPath;
import dev.stopwater.server.request.Filter.Next;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Gates;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporterBuilder;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Follows requests, and sends their spans to a collector. A server without tracing has none of
/// these, and nothing in its place.
///
/// Requests never wait for the collector: one loop sends, what it cannot send is lost and counted.
@SuppressWarnings("try") // whoever closes it waits for the last spans, and may be interrupted
public final class Tracing implements AutoCloseable {

  /// Where it is said that the collector cannot be reached, and that it can again.
  @FunctionalInterface
  public interface Lines {
    void line(String text, Object... namesAndValues);
  }

  /// What the SDK would print of each failure; we tell of the first, and count them.
  private static final Logger SDK = Logger.getLogger("io.opentelemetry");

  private static final Duration FLUSH = Duration.ofSeconds(5);

  private final TracingSettings settings;
  private final InstantSource clock;
  private final Lines lines;
  private final SpanExporter exporter;
  private final SpanQueue queue;
  private final SdkTracerProvider provider;
  private final Tracer tracer;
  private final Loop loop;
  private final LongAdder exported = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private boolean reached = true; // of the loop's thread

  /// @param threads that own the loop which sends; closed after this
  /// @throws IllegalArgumentException in a sentence, for settings that cannot be used
  public Tracing(TracingSettings settings, InstantSource clock, Threads threads, Lines lines) {
    SDK.setLevel(Level.OFF);
    this.settings = settings;
    this.clock = clock;
    this.lines = lines;
    this.exporter = exporter(settings.collector());
    this.queue =
        new SpanQueue(settings.batches(), exporter, settings.collector().timeout(), this::told);
    this.provider =
        SdkTracerProvider.builder()
            .setSampler(settings.sampler())
            .setResource(Resource.create(resource(settings)))
            .addSpanProcessor(queue)
            .build();
    this.tracer = provider.get("dev.stopwater");
    this.loop = threads.loop("spans", queue::turn);
  }

  private static SpanExporter exporter(TracingSettings.Collector collector) {
    OtlpHttpSpanExporterBuilder builder =
        OtlpHttpSpanExporter.builder()
            .setEndpoint(collector.url().toString())
            .setTimeout(collector.timeout())
            .setConnectTimeout(collector.timeout())
            .setRetryPolicy(null) // the next batch is soon
            .setMeterProvider(MeterProvider.noop())
            .setExecutorService(new OnCaller());
    collector.headers().forEach(builder::addHeader);
    Path authorities = collector.authorities();
    if (authorities != null) {
      try {
        builder.setTrustedCertificates(Files.readAllBytes(authorities));
      } catch (IOException e) {
        throw new IllegalArgumentException(
            "OTEL_EXPORTER_OTLP_CERTIFICATE: cannot read " + authorities, e);
      }
    }
    return builder.build();
  }

  private static Attributes resource(TracingSettings settings) {
    AttributesBuilder attributes = Attributes.builder();
    settings.resource().forEach(attributes::put);
    return attributes.build();
  }

  /// The observer that follows each request while `inner` observes it.
  public RequestPath.Observer around(RequestPath.Observer inner) {
    return (request, next) -> follow(request, each -> inner.handle(each, next));
  }

  /// Gates that show what they take of a write.
  public Gates around(Gates inner) {
    return new FollowedGates(inner);
  }

  private void follow(RequestContext request, Next next) throws Exception {
    RequestTrace trace = new RequestTrace(tracer, clock, request);
    request.follow(trace);
    Exception failure = null;
    try {
      next.handle(request);
    } catch (Exception e) {
      failure = e;
      throw e;
    } finally {
      trace.ended(failure);
    }
  }

  /// Spans that reached the collector.
  public long exported() {
    return exported.sum();
  }

  /// Spans that found no room, or whose batch did not reach the collector.
  public long lost() {
    return queue.dropped() + failed.sum();
  }

  private void told(int spans, boolean arrived) {
    (arrived ? exported : failed).add(spans);
    if (arrived != reached) {
      reached = arrived;
      lines.line(
          arrived ? "Spans reach the collector again" : "Spans do not reach the collector",
          "collector",
          settings.collector().url(),
          "lost",
          lost());
    }
  }

  /// Sends what waits, for five seconds at most, and ends.
  @Override
  public void close() {
    try {
      queue.flush(FLUSH);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      loop.close();
      exporter.shutdown().join(FLUSH.toMillis(), TimeUnit.MILLISECONDS);
      provider.close();
    }
  }
}

package dev.stopwater.verify.tracing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/// Receives spans as any collector does: OTLP as protobuf over HTTP.
final class Collector implements AutoCloseable {

  private static final Duration SOON = Duration.ofSeconds(30);

  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();
  private final List<ResourceSpans> batches = new CopyOnWriteArrayList<>();

  private Collector(HttpServer server) {
    this.server = server;
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  static Collector open() throws IOException {
    return new Collector(
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  String address() {
    return "127.0.0.1:" + server.getAddress().getPort();
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange;
        InputStream body = exchange.getRequestBody()) {
      for (ResourceSpans batch : ExportTraceServiceRequest.parseFrom(body).getResourceSpansList()) {
        batches.add(batch);
        for (ScopeSpans scope : batch.getScopeSpansList()) {
          spans.addAll(scope.getSpansList());
        }
      }
      exchange.getResponseHeaders().add("Content-Type", "application/x-protobuf");
      exchange.sendResponseHeaders(200, -1);
    }
  }

  List<Span> spans() {
    return List.copyOf(spans);
  }

  Map<String, String> resource() {
    return texts(batches.getFirst().getResource().getAttributesList());
  }

  /// The first such span, for which it waits.
  Span await(Predicate<Span> wanted) {
    return Awaitility.await()
        .atMost(SOON)
        .until(() -> spans.stream().filter(wanted).findFirst(), Optional::isPresent)
        .orElseThrow();
  }

  /// The span of the request with this audit ID.
  Span server(String auditId) {
    return await(span ->
        span.getKind() == Span.SpanKind.SPAN_KIND_SERVER
            && auditId.equals(texts(span.getAttributesList()).get("audit-id")));
  }

  /// The names of the spans right below one, in the order in which they began. Those of a request
  /// are sent before its own.
  List<String> below(Span parent) {
    return children(parent).stream().map(Span::getName).toList();
  }

  List<Span> children(Span parent) {
    return spans.stream()
        .filter(span -> span.getParentSpanId().equals(parent.getSpanId()))
        .sorted((one, other) -> Long.compareUnsigned(began(one), began(other)))
        .toList();
  }

  private static long began(Span span) {
    return span.getStartTimeUnixNano();
  }

  static String trace(Span span) {
    return HexFormat.of().formatHex(span.getTraceId().toByteArray());
  }

  static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}

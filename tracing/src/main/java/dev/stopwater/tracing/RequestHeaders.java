package dev.stopwater.tracing;

import dev.stopwater.http.Exchange;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the propagator reads `traceparent` and `tracestate`.
enum RequestHeaders implements TextMapGetter<Exchange> {
  INSTANCE;

  @Override
  @SuppressWarnings("deprecation") // nobody calls it any more, but it is still abstract
  public Iterable<String> keys(Exchange exchange) {
    return List.of("traceparent", "tracestate");
  }

  @Override
  public @Nullable String get(@Nullable Exchange exchange, String key) {
    return exchange == null ? null : exchange.header(key);
  }
}

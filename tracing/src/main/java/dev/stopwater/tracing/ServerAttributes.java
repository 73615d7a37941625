package dev.stopwater.tracing;

import dev.stopwater.http.Exchange;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;

/// The name and attributes of a request's span, as kube-apiserver 1.36 sends them.
final class ServerAttributes {

  static final AttributeKey<String> AUDIT_ID = AttributeKey.stringKey("audit-id");

  private static final AttributeKey<Long> REQUEST_SIZE =
      AttributeKey.longKey("http.request.body.size");
  private static final int LONGEST_AUDIT_ID = 64;
  private static final String STATUS = "http.response.status_code";

  private ServerAttributes() {}

  /// The method and the route, with names left out: few of them, whatever clients ask for.
  static String name(String method, RequestInfo info) {
    if (!info.resourceRequest()) {
      return method;
    }
    StringBuilder name = new StringBuilder(method).append(" /").append(info.apiPrefix());
    if (!info.group().isEmpty()) {
      name.append('/').append(info.group());
    }
    name.append('/').append(info.version());
    if (!info.namespace().isEmpty()) {
      name.append("/namespaces/{:namespace}");
    }
    name.append('/').append(info.resource());
    if (!info.name().isEmpty()) {
      name.append("/{:name}");
    }
    if (!info.subresource().isEmpty()) {
      name.append('/').append(info.subresource());
    }
    return name.toString();
  }

  static void ofRequest(Span span, RequestContext request) {
    Exchange exchange = request.exchange();
    span.setAttribute("http.request.method", exchange.method());
    span.setAttribute("url.scheme", "https");
    span.setAttribute("url.path", request.info().path());
    span.setAttribute("http.target", target(exchange));
    span.setAttribute("network.protocol.version", version(exchange.protocol()));
    span.setAttribute("user_agent.original", request.userAgent());
    span.setAttribute(AUDIT_ID, auditId(request));
    HostAndPort peer = HostAndPort.of(exchange.remoteAddress());
    peer.on(span, "network.peer.address", "network.peer.port");
    String forwarded = exchange.header("X-Forwarded-For");
    span.setAttribute(
        "client.address",
        forwarded == null || forwarded.isBlank() ? peer.host() : forwarded.split(",")[0].strip());
    String host = exchange.authority();
    if (!host.isEmpty()) {
      HostAndPort.of(host).on(span, "server.address", "server.port");
    }
    String length = exchange.header("Content-Length");
    if (length != null && length.matches("[1-9][0-9]{0,17}")) {
      span.setAttribute(REQUEST_SIZE, Long.valueOf(length));
    }
  }

  static void ofReply(Span span, int status, long bytes) {
    span.setAttribute(STATUS, status);
    if (bytes > 0) {
      span.setAttribute("http.response.body.size", bytes);
    }
  }

  static String auditId(RequestContext request) {
    String id = request.auditId();
    return id.length() <= LONGEST_AUDIT_ID ? id : id.substring(0, LONGEST_AUDIT_ID);
  }

  private static String target(Exchange exchange) {
    String query = exchange.rawQuery();
    return query == null ? exchange.rawPath() : exchange.rawPath() + "?" + query;
  }

  private static String version(String protocol) {
    return protocol.substring(protocol.indexOf('/') + 1);
  }

  /// @param port 0 if none is named
  private record HostAndPort(String host, int port) {

    static HostAndPort of(String text) {
      int colon = text.lastIndexOf(':');
      boolean named = colon > text.lastIndexOf(']') && text.indexOf(':') >= 0;
      String host = named ? text.substring(0, colon) : text;
      String port = named ? text.substring(colon + 1) : "";
      return new HostAndPort(
          host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host,
          port.matches("[0-9]{1,5}") ? Integer.parseInt(port) : 0);
    }

    void on(Span span, String address, String number) {
      span.setAttribute(address, host);
      if (port > 0) {
        span.setAttribute(number, port);
      }
    }
  }
}

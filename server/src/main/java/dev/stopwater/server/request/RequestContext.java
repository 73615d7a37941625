package dev.stopwater.server.request;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;

/// What is known of one request on its way down the road. Belongs to the request's own thread.
public final class RequestContext {

  private final Exchange exchange;
  private final String auditId;
  private final Instant received;
  private final Query query;
  private final RequestInfo info;
  private final Set<String> warnings = new LinkedHashSet<>();
  private UserInfo user = UserInfo.ANONYMOUS;

  public RequestContext(
      Exchange exchange, String auditId, Instant received, Query query, RequestInfo info) {
    this.exchange = exchange;
    this.auditId = auditId;
    this.received = received;
    this.query = query;
    this.info = info;
  }

  public Exchange exchange() {
    return exchange;
  }

  public String auditId() {
    return auditId;
  }

  public Instant received() {
    return received;
  }

  public Query query() {
    return query;
  }

  public RequestInfo info() {
    return info;
  }

  public UserInfo user() {
    return user;
  }

  public void user(UserInfo known) {
    user = known;
  }

  /// A `Warning` header for the answer; the same text is sent once.
  public void warn(String text) {
    if (warnings.add(text)) {
      exchange.reply().addHeader("Warning", "299 - " + quoted(text));
    }
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\');
      }
      quoted.append(c < ' ' ? ' ' : c);
    }
    return quoted.append('"').toString();
  }

  public String userAgent() {
    String agent = exchange.header("User-Agent");
    return agent == null ? "" : agent;
  }
}

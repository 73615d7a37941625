package dev.stopwater.server.request;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What is known of one request on its way down the road. Belongs to the request's own thread.
public final class RequestContext {

  private static final int MOST_WARNED = 4096;
  private static final int LONGEST_CUT = 256;

  private final Exchange exchange;
  private final String auditId;
  private final Instant received;
  private final Query query;
  private final RequestInfo info;
  private final Set<String> warnings = new LinkedHashSet<>();
  private int warned; // characters
  private boolean cutting;
  private UserInfo user = UserInfo.ANONYMOUS;
  private boolean refused;
  private boolean deprecated;
  private long waitedNanos;
  private int bodyBytes = -1;
  private Runnable whenInitialised = () -> {};
  private @Nullable Trace trace;

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
    if (trace != null) {
      trace.known(known);
    }
  }

  /// Has the rest of the road followed.
  public void follow(Trace by) {
    trace = by;
  }

  /// What follows the request, or null where tracing is off.
  public @Nullable Trace trace() {
    return trace;
  }

  /// Names what the request does now, for the ledger's profiles and for who follows it. A constant
  /// text.
  public void phase(String name) {
    exchange.live().phase(name);
    if (trace != null) {
      trace.phase(name);
    }
  }

  /// Notes that the server refused the request to protect itself.
  public void refuse() {
    refused = true;
  }

  public boolean refused() {
    return refused;
  }

  /// Notes that it asks for something deprecated.
  public void deprecated() {
    deprecated = true;
  }

  public boolean isDeprecated() {
    return deprecated;
  }

  /// Notes how long it waited until it was its turn.
  public void waited(long nanos) {
    waitedNanos = nanos;
  }

  public long waitedNanos() {
    return waitedNanos;
  }

  /// Notes how long its body is.
  public void body(int bytes) {
    bodyBytes = bytes;
  }

  /// Of its body; -1 if none was read.
  public int bodyBytes() {
    return bodyBytes;
  }

  /// What to do once a watch has begun in earnest.
  public void whenInitialised(Runnable action) {
    whenInitialised = action;
  }

  /// A watch has sent what was there when it began: the dear part is over.
  public void initialised() {
    whenInitialised.run();
  }

  /// A `Warning` header for the answer; the same text is sent once.
  ///
  /// All of them together have some four thousand characters at most: beyond that each is cut, and
  /// what is still too much is not sent.
  public void warn(String text) {
    if (!warnings.add(text)) {
      return;
    }
    if (cutting) {
      if (warned < MOST_WARNED) {
        send(cut(text));
      }
    } else if (warned + characters(text) > MOST_WARNED) {
      cutting = true;
      cutAll();
    } else {
      send(text);
    }
  }

  private void send(String text) {
    warned += characters(text);
    exchange.reply().addHeader("Warning", "299 - " + quoted(text));
  }

  private void cutAll() {
    Iterator<String> all = warnings.iterator();
    String first = cut(all.next());
    warned = characters(first);
    exchange.reply().header("Warning", "299 - " + quoted(first)); // in place of those sent before
    all.forEachRemaining(each -> send(cut(each)));
  }

  private static String cut(String text) {
    return characters(text) <= LONGEST_CUT
        ? text
        : text.substring(0, text.offsetByCodePoints(0, LONGEST_CUT));
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
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

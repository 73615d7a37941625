package dev.stopwater.http.engine;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.http.Patience;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.RequestFacts;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// One request: what the handler sees of it, and what becomes of it when the handler gives no
/// answer.
///
/// Reads what it can of Jetty's request at the beginning: after a deadline the handler may still
/// ask, when Jetty has nothing left to say.
final class EngineExchange implements Exchange, Answerer {

  private final Request request;
  private final Peer peer;
  private final Wire wire;
  private final ReplyHeaders replyHeaders = new ReplyHeaders();
  private final RequestFacts facts;
  private final HttpFields headers;
  private final HttpURI uri; // immutable, unlike the request
  private final Patience patience;
  private volatile @Nullable LedgerEntry entry;
  private volatile @Nullable Throwable gone;
  private volatile @Nullable Supplier<LateAnswer> ifLate;
  private @Nullable EngineReply reply;

  EngineExchange(Request request, Peer peer, Wire wire, Patience patience) {
    this.request = request;
    this.peer = peer;
    this.wire = wire;
    this.patience = patience;
    this.headers = request.getHeaders();
    this.uri = request.getHttpURI();
    this.facts = facts(request, headers, peer);
  }

  private static RequestFacts facts(Request request, HttpFields headers, Peer peer) {
    String agent = headers.get("User-Agent");
    return new RequestFacts(
        request.getMethod(),
        request.getHttpURI().getPathQuery(),
        peer.address(),
        agent == null ? "" : agent,
        request.getConnectionMetaData().getHttpVersion().asString());
  }

  // What the handler sees

  @Override
  public String method() {
    return facts.method();
  }

  @Override
  public String authority() {
    String authority = uri.getAuthority();
    return authority == null ? Exchange.super.authority() : authority;
  }

  @Override
  public String rawPath() {
    int question = facts.uri().indexOf('?');
    return question < 0 ? facts.uri() : facts.uri().substring(0, question);
  }

  @Override
  public @Nullable String rawQuery() {
    int question = facts.uri().indexOf('?');
    return question < 0 ? null : facts.uri().substring(question + 1);
  }

  @Override
  public @Nullable String header(String name) {
    return headers.get(name);
  }

  @Override
  public List<String> headers(String name) {
    return headers.getValuesList(name);
  }

  @Override
  public String protocol() {
    return facts.protocol();
  }

  @Override
  public String remoteAddress() {
    return facts.remoteAddress();
  }

  @Override
  public List<X509Certificate> clientCertificates() {
    return peer.certificates();
  }

  @Override
  public void trusted() {
    peer.trusted();
  }

  @Override
  public byte[] body(int most) throws IOException {
    return new BodyReader(request, live().bytes()).read(most);
  }

  @Override
  public Reply reply() {
    return Objects.requireNonNull(reply);
  }

  @Override
  public void lastOfConnection() {
    if (!peer.goAway()) {
      replyHeaders.put("Connection", "close");
    }
  }

  @Override
  public void ifLate(Supplier<LateAnswer> answer) {
    ifLate = answer;
  }

  @Override
  public LiveRequest live() {
    return Objects.requireNonNull(entry);
  }

  // What the engine does with it

  RequestFacts facts() {
    return facts;
  }

  /// On the request's own thread.
  void run(LedgerEntry live, Handler handler) throws Exception {
    begun(live);
    Framing framing =
        new Framing(
            facts.method().equals("HEAD"),
            Framing.takesGzip(headers.getValuesList("Accept-Encoding")),
            patience.writeWindow().toNanos(),
            patience.step());
    EngineReply mine = new EngineReply(live, wire, replyHeaders, framing);
    reply = mine;
    Held slot = live.hold(peer::ended);
    try {
      handler.handle(this);
      if (live.mayAnswer()) {
        mine.end();
      }
    } finally {
      mine.release();
      slot.close();
    }
  }

  /// The request is on the ledger; said by whoever sees it first.
  void begun(LedgerEntry live) {
    entry = live;
    Throwable cause = gone;
    if (cause != null) {
      live.clientGone(cause);
    }
  }

  /// The client has reset the stream or lost the connection; on a thread of Jetty's.
  void clientGone(Throwable cause) {
    gone = cause;
    LedgerEntry live = entry;
    if (live != null) {
      live.clientGone(cause);
    }
    wire.cut(cause);
  }

  @Override
  public void timedOut(LedgerEntry live, boolean begun) {
    if (begun) {
      wire.cut(new DeadlineException());
    } else {
      Supplier<LateAnswer> wanted = ifLate;
      wire.answerInstead(
          wanted == null ? PlainAnswer.TIMED_OUT : PlainAnswer.of(wanted.get()), replyHeaders);
    }
  }

  @Override
  public void overBudget(LedgerEntry live, boolean begun) {
    if (begun) {
      wire.cut(new IOException("cut for the memory that it held"));
    } else {
      wire.answerInstead(PlainAnswer.OVER_BUDGET, replyHeaders);
    }
  }

  @Override
  public void unanswered(LedgerEntry live, boolean begun, @Nullable Throwable failure) {
    if (begun) {
      wire.cut(failure == null ? new IOException("the handler gave no answer") : failure);
    } else {
      wire.answerInstead(PlainAnswer.PANICKED, replyHeaders);
    }
  }
}

package dev.stopwater.http.engine;

import dev.stopwater.http.Handler;
import dev.stopwater.http.Limits;
import dev.stopwater.http.Patience;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import java.io.EOFException;
import java.security.cert.X509Certificate;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// From Jetty to the ledger: each request gets its entry, and with it its own virtual thread. Never
/// blocks, so that Jetty's few threads are free to read and write.
final class Bridge extends org.eclipse.jetty.server.Handler.Abstract.NonBlocking {

  private static final int MOST_URGENT = 16;

  private final Ledger ledger;
  private final Handler handler;
  private final Peers peers;
  private final Patience patience;
  private final int headerBytes;
  private final Predicate<String> urgent;
  private final Semaphore urgentSeats = new Semaphore(MOST_URGENT);

  Bridge(Ledger ledger, Handler handler, Peers peers, Limits limits, Predicate<String> urgent) {
    this.ledger = ledger;
    this.handler = handler;
    this.peers = peers;
    this.patience = limits.patience();
    this.headerBytes = limits.headerBytes();
    this.urgent = urgent;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    PlainAnswer refusal = Screening.refusal(request, headerBytes);
    if (refusal != null) {
      refusal.writeTo(response, callback);
      return true;
    }
    Peer peer = peers.of(request.getConnectionMetaData().getConnection().getEndPoint());
    peer.asked(chain(request));
    Lookout lookout = Lookout.of(request);
    Wire wire = new Wire(request, response, callback, lookout);
    EngineExchange exchange = new EngineExchange(request, peer, wire, patience);
    request.addFailureListener(exchange::clientGone);
    if (Cut.done(request)) { // the engine forgets a listener that comes after the failure
      exchange.clientGone(new EOFException("the client went before its request began"));
    }
    if (lookout != null) {
      peer.lookOut(lookout, exchange::clientGone);
    }
    // A watch may have nothing to say for long; the ledger has a deadline for whoever has.
    request.addIdleTimeoutListener(_ -> false);
    try {
      exchange.begun(begin(exchange));
    } catch (IllegalStateException closed) {
      peer.ended();
      wire.answerInstead(PlainAnswer.STOPPING, new ReplyHeaders());
    }
    return true;
  }

  private LedgerEntry begin(EngineExchange exchange) {
    if (urgent.test(exchange.rawPath()) && urgentSeats.tryAcquire()) {
      return ledger.beginUrgent(
          exchange.facts(),
          exchange,
          live -> {
            try {
              exchange.run(live, handler);
            } finally {
              urgentSeats.release();
            }
          });
    }
    return ledger.begin(exchange.facts(), exchange, live -> exchange.run(live, handler));
  }

  private static X509Certificate @Nullable [] chain(Request request) {
    return request.getAttribute(EndPoint.SslSessionData.ATTRIBUTE)
            instanceof EndPoint.SslSessionData tls
        ? tls.peerCertificates()
        : null;
  }
}

package dev.stopwater.http.engine;

import dev.stopwater.http.Limits;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.util.component.AbstractLifeCycle;
import org.eclipse.jetty.util.thread.Scheduler;

/// Everybody who is connected. Looks around now and then for those who keep us waiting with a
/// handshake, with headers that drip, or with anything but requests: Jetty's idle time begins anew
/// at each byte.
final class Peers extends AbstractLifeCycle implements Connection.Listener {

  private static final int SWEEPS = 8; // within the shorter of the two times

  private final Map<SslConnection, Peer> peers = new ConcurrentHashMap<>();
  private final LongAdder failedHandshakes = new LongAdder();
  private final Scheduler scheduler;
  private final Limits limits;
  private final Unfinished unfinished;
  private final Duration pause;
  private final int mostUnpaid;

  Peers(Scheduler scheduler, Limits limits) {
    this.scheduler = scheduler;
    this.limits = limits;
    this.unfinished = new Unfinished(limits.unfinishedHeaderBytes());
    Duration headers = limits.patience().headers();
    Duration idle = limits.patience().idle();
    this.pause = (headers.compareTo(idle) < 0 ? headers : idle).dividedBy(SWEEPS);
    this.mostUnpaid = (int) headers.dividedBy(pause);
  }

  @Override
  protected void doStart() {
    sweepLater();
  }

  /// The peer of a connection's inner, decrypted end point.
  Peer of(EndPoint endPoint) {
    return of(((SslConnection.SslEndPoint) endPoint).getSslConnection());
  }

  Peer of(SslConnection connection) {
    return peers.computeIfAbsent(
        connection,
        fresh ->
            new Peer(
                fresh, unfinished, limits.cancelsPerSecond(), limits.trustedCancelsPerSecond()));
  }

  /// What all have sent of requests that are not whole, in bytes.
  long unfinished() {
    return unfinished.bytes();
  }

  /// How many handshakes have failed since the start.
  long failedHandshakes() {
    return failedHandshakes.sum();
  }

  /// Hears how one handshake ends: Jetty tells of a failure more than once.
  SslHandshakeListener handshake() {
    AtomicBoolean told = new AtomicBoolean();
    return new SslHandshakeListener() {
      @Override
      public void handshakeFailed(Event event, Throwable failure) {
        if (told.compareAndSet(false, true)) {
          failedHandshakes.increment();
        }
      }
    };
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof SslConnection tls) {
      of(tls);
    }
  }

  @Override
  public void onClosed(Connection connection) {
    if (connection instanceof SslConnection tls) {
      Peer gone = peers.remove(tls);
      if (gone != null) {
        gone.gone();
      }
    }
  }

  private void sweepLater() {
    scheduler.schedule(this::sweep, pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    if (!isRunning() && !isStarting()) {
      return;
    }
    try {
      peers.values().forEach(peer -> peer.sweep(mostUnpaid, limits.patience().idle()));
    } finally {
      sweepLater();
    }
  }
}

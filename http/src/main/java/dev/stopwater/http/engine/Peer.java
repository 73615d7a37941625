package dev.stopwater.http.engine;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.io.WindowRateControl;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.NanoTime;
import org.jspecify.annotations.Nullable;

/// The client at the other end of one connection: what is known of it, and what it owes us.
final class Peer implements RateControl {

  /// The bytes of what an HTTP/2 client must say first: its preface, and settings that set nothing.
  private static final int GREETING = 24 + 9;

  /// How many frames may wait to be taken by an HTTP/2 client: many more than the streams that it
  /// may have at a time.
  private static final int MOST_UNREAD = 1_000;

  private final SslConnection connection;
  private final String address;
  private final RateControl strict;
  private final RateControl lenient;
  private final Unfinished unfinished;
  private final AtomicLong sent = new AtomicLong(); // of what is no request yet
  private final AtomicInteger requests = new AtomicInteger();
  private volatile boolean gone;
  private volatile boolean trusted;
  private volatile boolean toldToGo;
  private volatile @Nullable Waiting waiting;
  private volatile @Nullable List<X509Certificate> certificates;

  /// What had been read of the connection when its last request ended.
  private volatile long paidFor;

  /// When that was, or when the client connected; in the time of the engine.
  private volatile long rested = NanoTime.now();

  private final AtomicInteger asked = new AtomicInteger();

  // Of the sweeps, which are one at a time.
  private int unpaid;
  private int askedBefore;
  private boolean dismissed;
  private boolean leaves;

  Peer(
      SslConnection connection,
      Unfinished unfinished,
      int cancelsPerSecond,
      int trustedCancelsPerSecond) {
    this.unfinished = unfinished;
    this.connection = connection;
    this.address = text(connection.getEndPoint().getRemoteSocketAddress());
    this.strict = new WindowRateControl(cancelsPerSecond, Duration.ofSeconds(1));
    this.lenient = new WindowRateControl(trustedCancelsPerSecond, Duration.ofSeconds(1));
  }

  private static String text(SocketAddress remote) {
    if (remote instanceof InetSocketAddress inet && inet.getAddress() != null) {
      String host = inet.getAddress().getHostAddress();
      return host.indexOf(':') < 0
          ? host + ":" + inet.getPort()
          : "[" + host + "]:" + inet.getPort();
    }
    return String.valueOf(remote);
  }

  String address() {
    return address;
  }

  List<X509Certificate> certificates() {
    List<X509Certificate> known = certificates;
    return known == null ? List.of() : known;
  }

  /// Counts what the client has said while it has no request: headers that are not whole.
  ///
  /// @return false if that is more than there is room for
  boolean mayHaveSent(int bytes) {
    if (requests.get() > 0) {
      return true;
    }
    unfinished.add(bytes);
    boolean tooMuch = unfinished.tooMuch(sent.addAndGet(bytes));
    if (tooMuch || gone) {
      forget();
    }
    return !tooMuch;
  }

  private void forget() {
    unfinished.add(-sent.getAndSet(0));
  }

  /// The connection has ended.
  void gone() {
    gone = true;
    forget();
  }

  /// A request begins on the connection.
  void asked(X509Certificate @Nullable [] chain) {
    requests.incrementAndGet();
    forget();
    asked.incrementAndGet();
    if (certificates == null) {
      certificates = chain == null ? List.of() : List.of(chain);
    }
  }

  /// Has the sweeps look whether the client of the request that now begins is still there.
  void lookOut(Lookout lookout, Consumer<Throwable> gone) {
    waiting = new Waiting(lookout, gone);
  }

  /// A client that waits for its answer, and who wants to know when it does no more.
  private static final class Waiting {
    private final Lookout lookout;
    private final Consumer<Throwable> gone;
    private boolean seen; // by a sweep before

    private Waiting(Lookout lookout, Consumer<Throwable> gone) {
      this.lookout = lookout;
      this.gone = gone;
    }

    // Most have their answer before the second sweep.
    private void look() {
      Throwable why = seen ? lookout.look() : null;
      seen = true;
      if (why != null) {
        gone.accept(why);
      }
    }
  }

  void ended() {
    waiting = null;
    Connection inner = connection.getSslEndPoint().getConnection();
    paidFor = inner == null ? 0 : inner.getBytesIn();
    rested = NanoTime.now();
    requests.decrementAndGet();
  }

  void trusted() {
    trusted = true;
  }

  /// Tells an HTTP/2 client to ask elsewhere; what it has begun goes on. If it stays after that,
  /// the sweeps close it.
  ///
  /// @return false if it speaks HTTP/1.1
  boolean goAway() {
    if (connection.getSslEndPoint().getConnection() instanceof HTTP2Connection http2) {
      toldToGo = true;
      var _ = http2.getSession().shutdown(); // nobody waits for its streams here
      return true;
    }
    return false;
  }

  /// Whether one more of the frames that cost us more than the client may come. Not if there are
  /// too many in a second. Who leaves too many answers to them unread cannot be told so, and is
  /// closed.
  @Override
  public boolean onEvent(Object event) {
    if (unread() > MOST_UNREAD) {
      connection.getEndPoint().close();
      return false;
    }
    return (trusted ? lenient : strict).onEvent(event);
  }

  private int unread() {
    return connection.getSslEndPoint().getConnection() instanceof HTTP2Connection http2
        ? http2.getSession().getFrameQueueSize()
        : 0;
  }

  /// Looks whether the client owes us a handshake, a preface or headers, and closes the connection
  /// when it has for `most` sweeps: from the beginning, or from the first byte of a later request.
  /// Looks too whether a client that waits for its answer is still there. An HTTP/2 client is also
  /// told to go when it has had no request for the idle time.
  void sweep(int most, Duration idle) {
    Waiting client = waiting;
    if (client != null) {
      client.look();
    }
    int now = asked.get();
    boolean quiet = now == askedBefore;
    askedBefore = now;
    unpaid = quiet && owes() ? unpaid + 1 : 0;
    boolean stays = leaves;
    leaves = toldToGo && requests.get() == 0;
    if (unpaid >= most || dismissed || (leaves && stays)) {
      connection.getEndPoint().close();
    } else if (quiet && restsLongerThan(idle)) {
      dismiss();
    }
  }

  private boolean owes() {
    Connection inner = connection.getSslEndPoint().getConnection();
    if (inner instanceof HTTP2Connection) {
      // Once greeted, it has other reasons to send bytes than a request.
      return inner.getBytesIn() < GREETING;
    }
    if (requests.get() > 0) {
      return false;
    }
    return asked.get() == 0 || (inner != null && inner.getBytesIn() > paidFor);
  }

  // Jetty's idle time begins anew at each byte, be it of a ping or of headers that drip.
  private boolean restsLongerThan(Duration idle) {
    return requests.get() == 0 && NanoTime.since(rested) > idle.toNanos();
  }

  // Who does not even take the farewell is closed by the next sweep.
  private void dismiss() {
    if (connection.getSslEndPoint().getConnection() instanceof HTTP2Connection http2) {
      dismissed = true;
      http2.getSession().close(ErrorCode.NO_ERROR.code, "idle_timeout", Callback.NOOP);
    }
  }
}

package dev.stopwater.http.engine;

import dev.stopwater.http.Handler;
import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.lifecycle.Ledger;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;

/// A running HTTP server. Owns all of the engine's threads, which [#close()] joins; handlers run on
/// threads of the ledger. Any thread.
public final class HttpServer implements AutoCloseable {

  private static final int MOST_THREADS = 64;
  private static final int IDLE_MILLIS = 60_000;

  private final Server server;
  private final ServerConnector connector;
  private final Ledger ledger;
  private final Peers peers;
  private volatile int port;

  private HttpServer(Server server, ServerConnector connector, Ledger ledger, Peers peers) {
    this.peers = peers;
    this.server = server;
    this.connector = connector;
    this.ledger = ledger;
  }

  /// All that can be made before there are handlers, which is most of the cost: it has no port and
  /// no thread yet, and needs no end.
  ///
  /// @throws IllegalArgumentException certificate or key cannot be used
  public static Prepared prepare(HttpServerSettings settings) {
    Server server = new Server(threads(), new ScheduledExecutorScheduler("http-timer", true), null);
    Peers peers = new Peers(server.getScheduler(), settings.limits());
    ServerConnector connector = Listening.connector(server, settings, peers);
    server.addConnector(connector);
    server.addBean(new NetworkConnectionLimit(settings.limits().connections(), server));
    server.setErrorHandler(new Refusals());
    server.setStopTimeout(0);
    return new Prepared(settings, server, connector, peers);
  }

  /// A server that does not listen yet. To be started once.
  public static final class Prepared {

    private final HttpServerSettings settings;
    private final Server server;
    private final ServerConnector connector;
    private final Peers peers;

    private Prepared(
        HttpServerSettings settings, Server server, ServerConnector connector, Peers peers) {
      this.settings = settings;
      this.server = server;
      this.connector = connector;
      this.peers = peers;
    }

    /// Listens, and has each request served on the ledger.
    ///
    /// @throws IOException the address cannot be listened at; a [java.net.BindException] if it is
    ///   in use
    public HttpServer start(Ledger ledger, Handler handler) throws IOException {
      return start(ledger, handler, bridge -> bridge);
    }

    /// @param around what comes before the bridge
    HttpServer start(
        Ledger ledger, Handler handler, UnaryOperator<org.eclipse.jetty.server.Handler> around)
        throws IOException {
      server.setHandler(
          around.apply(new Bridge(ledger, handler, peers, settings.limits(), settings.urgent())));
      HttpServer started = new HttpServer(server, connector, ledger, peers);
      started.listen();
      return started;
    }
  }

  /// Prepares and starts a server.
  ///
  /// @throws IOException the address cannot be listened at; a [java.net.BindException] if it is in
  ///   use
  /// @throws IllegalArgumentException certificate or key cannot be used
  public static HttpServer start(HttpServerSettings settings, Ledger ledger, Handler handler)
      throws IOException {
    return prepare(settings).start(ledger, handler);
  }

  private static QueuedThreadPool threads() {
    // Jetty's own queue asks JMX how wide a line of the cache is, and so starts all of JMX.
    QueuedThreadPool threads =
        new QueuedThreadPool(MOST_THREADS, 4, IDLE_MILLIS, 0, new LinkedBlockingQueue<>(), null);
    threads.setName("http");
    threads.setDaemon(true);
    return threads;
  }

  private void listen() throws IOException {
    try {
      server.start();
      port = connector.getLocalPort();
    } catch (Exception e) {
      close();
      throw e instanceof IOException io ? io : new IOException("the HTTP engine did not start", e);
    }
  }

  /// The port that is, or was, listened at.
  public int port() {
    return port;
  }

  /// How many clients are connected.
  public int connections() {
    return connector.getConnectedEndPoints().size();
  }

  /// What clients have sent of requests whose headers are not whole, in bytes.
  public long unfinishedHeaderBytes() {
    return peers.unfinished();
  }

  /// How many TLS handshakes have failed since the start.
  public long failedHandshakes() {
    return peers.failedHandshakes();
  }

  /// Closes the port, and tells the clients of open connections to ask elsewhere: HTTP/2 by GOAWAY,
  /// HTTP/1.1 in the next reply. What has begun goes on. Returns at once.
  public void stopAccepting() {
    var _ = connector.shutdown(); // [#drain] looks at the ledger, not at connections
  }

  /// Stops accepting, and waits until no request is on the ledger.
  ///
  /// @return false if that did not happen within `patience`
  public boolean drain(Duration patience) throws InterruptedException {
    stopAccepting();
    return ledger.awaitEmpty(patience);
  }

  /// Closes every connection, interrupting what is being served, and joins the engine's threads.
  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the HTTP engine did not stop", e);
    } finally {
      server.destroy();
    }
  }
}

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.http.Handler;
import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.Limits;
import dev.stopwater.http.ServerTls;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server with its ledger on a free port of this machine, and clients for it. Closing it asserts
/// that the ledger is empty and that nothing was thrown where it should not be.
final class Running implements AutoCloseable {

  static final Certificates AUTHORITY = Certificates.authority("test-authority");
  private static final Certificates SERVER = AUTHORITY.server();
  private static final Duration LONG = Duration.ofSeconds(20);

  final Ledger ledger;
  final HttpServer server;
  final BlockingQueue<LateOutcome> late = new LinkedBlockingQueue<>();
  final BlockingQueue<RequestSnapshot> leaked = new LinkedBlockingQueue<>();
  final List<Throwable> faults = new CopyOnWriteArrayList<>();
  private final List<HttpClient> clients = new CopyOnWriteArrayList<>();

  private Running(Duration allotted, Limits limits, Handler handler) {
    this(allotted, limits, path -> false, handler);
  }

  private Running(Duration allotted, Limits limits, Predicate<String> urgent, Handler handler) {
    this(allotted, limits, urgent, handler, bridge -> bridge);
  }

  private Running(
      Duration allotted,
      Limits limits,
      Predicate<String> urgent,
      Handler handler,
      UnaryOperator<org.eclipse.jetty.server.Handler> around) {
    ledger = Ledger.start(LedgerSettings.of("test", allotted, listener()));
    try {
      server =
          HttpServer.prepare(
                  new HttpServerSettings(
                      "127.0.0.1",
                      0,
                      new ServerTls(
                          List.of(SERVER.certificate()),
                          SERVER.key(),
                          List.of(AUTHORITY.certificate())),
                      limits,
                      urgent))
              .start(ledger, handler, around);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static Running patient(Handler handler) {
    return new Running(LONG, Limits.STANDARD, handler);
  }

  static Running within(Duration allotted, Handler handler) {
    return new Running(allotted, Limits.STANDARD, handler);
  }

  static Running urgent(Predicate<String> urgent, Handler handler) {
    return new Running(LONG, Limits.STANDARD, urgent, handler);
  }

  static Running with(Limits limits, Handler handler) {
    return new Running(LONG, limits, handler);
  }

  /// With something of the engine's before the bridge, and an hour for each request.
  static Running behind(UnaryOperator<org.eclipse.jetty.server.Handler> around, Handler handler) {
    return new Running(Duration.ofHours(1), Limits.STANDARD, path -> false, handler, around);
  }

  private LedgerListener listener() {
    return new LedgerListener() {
      @Override
      public void late(LateOutcome outcome) {
        late.add(outcome);
      }

      @Override
      public void leaked(RequestSnapshot request) {
        leaked.add(request);
      }

      @Override
      public void fault(String what, Throwable failure) {
        faults.add(new AssertionError(what, failure));
      }
    };
  }

  URI uri(String path) {
    return URI.create("https://127.0.0.1:" + server.port() + path);
  }

  HttpClient client(HttpClient.Version version) {
    return client(version, null);
  }

  HttpClient client(HttpClient.Version version, @Nullable Certificates own) {
    HttpClient client =
        HttpClient.newBuilder()
            .version(version)
            .sslContext(Certificates.client(AUTHORITY.certificate(), own))
            .connectTimeout(LONG)
            .build();
    clients.add(client);
    return client;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).timeout(LONG.multipliedBy(2));
  }

  /// A connection on which a test speaks by itself.
  SSLSocket connect(String protocol) throws IOException {
    return connect(protocol, 0);
  }

  /// @param receiveBuffer of the socket in bytes, or 0 for what the machine gives
  SSLSocket connect(String protocol, int receiveBuffer) throws IOException {
    Socket plain = new Socket();
    if (receiveBuffer > 0) {
      plain.setReceiveBufferSize(receiveBuffer);
    }
    plain.connect(new InetSocketAddress("127.0.0.1", server.port()));
    SSLSocket socket =
        (SSLSocket)
            Certificates.client(AUTHORITY.certificate(), null)
                .getSocketFactory()
                .createSocket(plain, "127.0.0.1", server.port(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {protocol});
    socket.setSSLParameters(parameters);
    socket.setSoTimeout((int) LONG.toMillis());
    socket.startHandshake();
    return socket;
  }

  void awaitEmptyLedger() throws InterruptedException {
    assertThat(ledger.awaitEmpty(LONG)).as("nothing is left of %s", ledger.entries()).isTrue();
  }

  @Override
  public void close() throws InterruptedException {
    try {
      awaitEmptyLedger();
      assertThat(faults).isEmpty();
      assertThat(leaked).isEmpty();
    } finally {
      clients.forEach(HttpClient::shutdownNow);
      server.close();
      ledger.close();
    }
  }
}

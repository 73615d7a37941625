package dev.stopwater.live;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.profiles.pages.Page;
import dev.stopwater.profiles.pages.ProfilePages;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;

/// Serves the pages with the JDK's own HTTP server, whose threads are daemons.
///
/// A few requests at a time, each on the ledger and on a platform thread, since it must be answered
/// while handlers spin on every carrier. A client has some seconds to say what it wants; the
/// ledger's interrupt closes the connection of one that does not, or that reads nothing.
final class ProfileServer implements AutoCloseable {

  private static final int AT_ONCE = 8;
  private static final int BACKLOG = 16;
  private static final Duration TO_ASK = Duration.ofSeconds(10);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final HttpServer server;
  private final boolean exposed;
  private final Ledger ledger;
  private final ProfilePages pages;
  private final Threads threads;
  private final Semaphore seats = new Semaphore(AT_ONCE);
  private final Map<Thread, LedgerEntry> asking = new ConcurrentHashMap<>();

  private ProfileServer(HttpServer server, boolean exposed, Ledger ledger, ProfilePages pages) {
    this.server = server;
    this.exposed = exposed;
    this.ledger = ledger;
    this.pages = pages;
    this.threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
  }

  /// @param exposed whether clients of other machines are meant
  static ProfileServer start(
      InetSocketAddress address, boolean exposed, Ledger ledger, ProfilePages pages)
      throws IOException {
    HttpServer server = HttpServer.create(address, BACKLOG);
    ProfileServer started = new ProfileServer(server, exposed, ledger, pages);
    server.setExecutor(started::begin);
    server.createContext("/", started::serve);
    // The server's own thread is a daemon if the one that starts it is.
    Thread starter = started.threads.platform("live-start").newThread(server::start);
    starter.start();
    started.threads.close();
    return started;
  }

  int port() {
    return server.getAddress().getPort();
  }

  /// On the thread of the JDK's server, which closes the connection of what is refused.
  private void begin(Runnable exchange) {
    if (!seats.tryAcquire()) {
      throw new RejectedExecutionException("too many ask for profiles");
    }
    try {
      RequestFacts facts = new RequestFacts("GET", "/debug/pprof/", "", "", "HTTP/1.1");
      ledger.beginUrgent(facts, LiveExecutor.Nobody.ANSWERED, entry -> run(entry, exchange));
    } catch (Throwable failure) {
      seats.release();
      throw failure;
    }
  }

  private void run(LedgerEntry entry, Runnable exchange) {
    entry.allot(TO_ASK);
    asking.put(Thread.currentThread(), entry);
    try {
      exchange.run();
      entry.claimAnswer();
    } finally {
      asking.remove(Thread.currentThread());
      seats.release();
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    LedgerEntry entry = Objects.requireNonNull(asking.get(Thread.currentThread()));
    String path = exchange.getRequestURI().getPath();
    entry.identify(exchange.getRequestMethod() + " " + path, "", "");
    try (exchange) {
      if (!isForUs(exchange)) {
        refuse(exchange, 403, "This server is for programs on its own machine.");
      } else if (!isRead(exchange)) {
        refuse(exchange, 405, "Method Not Allowed");
      } else if (!answered(exchange, path, entry)) {
        refuse(exchange, 404, "404 page not found; the profiles are at /debug/pprof/");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answered(HttpExchange exchange, String path, LedgerEntry entry)
      throws IOException, InterruptedException {
    Query query = new Query(exchange.getRequestURI().getRawQuery());
    return pages.answer(path, query::first, entry, page -> send(page, exchange));
  }

  /// A page of the web could have a browser ask us under a name of its own that leads to this
  /// machine; it then says that name.
  private boolean isForUs(HttpExchange exchange) {
    String host = exchange.getRequestHeaders().getFirst("Host");
    return exposed
        || host == null
        || host.matches("(?i)(localhost|127(\\.[0-9]{1,3}){3}|\\[::1\\])(:[0-9]{1,5})?");
  }

  private static boolean isRead(HttpExchange exchange) {
    return exchange.getRequestMethod().equals("GET") || exchange.getRequestMethod().equals("HEAD");
  }

  private static void send(Page page, HttpExchange exchange) throws IOException {
    page.headers().forEach(exchange.getResponseHeaders()::set);
    write(exchange, page.status(), page.body());
  }

  private static void refuse(HttpExchange exchange, int status, String text) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
    write(exchange, status, (text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  private static void write(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean none = body.length == 0 || exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, none ? -1 : body.length);
    if (!none) {
      try (OutputStream out = exchange.getResponseBody()) {
        out.write(body);
      }
    }
  }

  /// Accepts nothing more, and closes every connection.
  @Override
  public void close() {
    server.stop(0);
  }
}

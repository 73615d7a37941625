package dev.stopwater.lab.handoff;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The deadline of a request as kube-apiserver's filter kept it: the request's own thread starts a
/// second one for the handler, waits for its result or for the time to be up, and answers 504, or
/// cuts what has begun. What becomes of the handler's result then is for the subclass to say.
///
/// Handlers run on a ledger of their own, whose deadline is never: it holds their threads, as Go's
/// runtime holds goroutines, until [#letGo()]. Any thread.
public abstract sealed class TimeoutFilter implements Handler, AutoCloseable
    permits Unbuffered, Drained {

  /// The phase of a handler that has returned and wants to hand its result over.
  static final String HANDING_OVER = "hand over";

  private static final Duration NEVER = Duration.ofDays(30);
  private static final byte[] TIMEOUT =
      "Timeout: request did not complete in time\n".getBytes(StandardCharsets.UTF_8);

  private final Duration timeout;
  private final Handler handler;
  private final Ledger handlers;
  private final AtomicLong timedOut = new AtomicLong();

  /// @param proved is told of handlers that were proved to be leaked
  TimeoutFilter(Duration timeout, Handler handler, Consumer<RequestSnapshot> proved) {
    this.timeout = timeout;
    this.handler = handler;
    this.handlers = Ledger.start(LedgerSettings.of("handler", NEVER, new Listener(proved)));
  }

  /// Said when the time was up and the request was answered or cut; nobody but the filter receives
  /// before.
  abstract void abandoned(Channel results);

  /// How many threads there are that drain.
  public long draining() {
    return 0;
  }

  /// The threads of handlers, those that have nothing more to do among them.
  public Ledger handlers() {
    return handlers;
  }

  /// How many requests were answered, or cut, since their time was up.
  public long timedOut() {
    return timedOut.get();
  }

  @Override
  public void handle(Exchange exchange) throws Exception {
    if (isWatch(exchange)) {
      handler.handle(exchange);
      return;
    }
    Channel results = new Channel();
    Served served = new Served(exchange, new TimeoutReply(exchange.reply()));
    handlers.begin(facts(exchange), NOBODY, entry -> serve(served, entry, results));
    Optional<Channel.Result> result = results.receive(timeout.toNanos());
    if (result.isPresent()) {
      Optional<Exception> failure = result.get().failure();
      if (failure.isPresent()) {
        throw failure.get();
      }
      return;
    }
    timedOut.incrementAndGet();
    try {
      answerLate(exchange, served.reply);
    } finally {
      served.over();
      abandoned(results);
    }
  }

  /// What the handler's thread reaches of its request. Go's server takes its buffers back when a
  /// request is over, so a thread that is left behind must not hold our engine's larger ones.
  private static final class Served {
    private final TimeoutReply reply;
    private volatile @Nullable Exchange exchange;

    Served(Exchange exchange, TimeoutReply reply) {
      this.exchange = exchange;
      this.reply = reply;
    }

    void over() {
      exchange = null;
      reply.forget();
    }
  }

  private void serve(Served served, LedgerEntry entry, Channel results) {
    Optional<Exception> failure = Optional.empty();
    try {
      handle(served, entry);
    } catch (Exception escaped) {
      failure = Optional.of(escaped);
    }
    entry.phase(HANDING_OVER);
    results.send(new Channel.Result(failure));
  }

  private void handle(Served served, LedgerEntry entry) throws Exception {
    Exchange exchange = served.exchange;
    if (exchange == null) {
      throw new TimeoutReply.LateException(); // the time was up before this thread ran
    }
    entry.identify(exchange.method() + " " + exchange.rawPath(), "", "");
    handler.handle(new InnerExchange(exchange, served.reply, new Undated(entry)));
  }

  private static void answerLate(Exchange exchange, TimeoutReply reply) throws IOException {
    if (reply.timeOut()) {
      throw new TimeoutReply.LateException(); // the engine cuts what has begun
    }
    exchange.reply().status(504);
    exchange.reply().header("Content-Type", "text/plain; charset=utf-8");
    exchange.reply().send(TIMEOUT);
  }

  private static boolean isWatch(Exchange exchange) {
    String query = exchange.rawQuery();
    return query != null && query.contains("watch=");
  }

  private static RequestFacts facts(Exchange exchange) {
    String query = exchange.rawQuery();
    String agent = exchange.header("User-Agent");
    return new RequestFacts(
        exchange.method(),
        exchange.rawPath() + (query == null ? "" : "?" + query),
        exchange.remoteAddress(),
        agent == null ? "" : agent,
        exchange.protocol());
  }

  /// Lets go of threads that want to hand over a result: Go's runtime never does. From then on the
  /// collector may take those that nobody can wake any more, which is the proof that they are
  /// leaked.
  ///
  /// @param most how many
  public void letGo(int most) {
    AtomicInteger left = new AtomicInteger(most);
    handlers.forEachHandler((entry, thread) -> {
      if (entry.snapshot().phase().equals(HANDING_OVER) && left.decrementAndGet() >= 0) {
        entry.allot(Duration.ZERO);
      }
    });
  }

  /// How many handlers have returned and wait for somebody to take their result.
  public long handingOver() {
    return handlers.entries().stream().filter(each -> each.phase().equals(HANDING_OVER)).count();
  }

  @Override
  public void close() {
    handlers.close();
  }

  /// The filter answers, not the ledger.
  private static final Answerer NOBODY =
      new Answerer() {
        @Override
        public void timedOut(LedgerEntry request, boolean begun) {}

        @Override
        public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
      };

  private record Listener(Consumer<RequestSnapshot> proved) implements LedgerListener {
    @Override
    public void late(LateOutcome outcome) {}

    @Override
    public void leaked(RequestSnapshot request) {
      proved.accept(request);
    }

    @Override
    public void fault(String what, Throwable failure) {
      System.err.println("lab: fault in " + what + ": " + failure);
    }
  }
}

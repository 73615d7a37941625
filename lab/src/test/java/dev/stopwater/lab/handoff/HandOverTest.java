package dev.stopwater.lab.handoff;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.http.Handler;
import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.noleaks.NoLeaks;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The foreign hand-offs around a handler that ends when the test lets it.
@NoLeaks(plantsLeaks = true, except = "prometheus-")
class HandOverTest {

  private static final int REQUESTS = 20;
  private static final Duration SHORT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path home;

  private final Semaphore mayEnd = new Semaphore(0);
  private final CountDownLatch allIn = new CountDownLatch(REQUESTS);
  private final ConcurrentLinkedQueue<RequestSnapshot> proved = new ConcurrentLinkedQueue<>();
  private final Threads threads =
      new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, Duration.ofSeconds(5));

  /// Answers when it may.
  private final Handler slow =
      exchange -> {
        allIn.countDown();
        mayEnd.acquire();
        exchange.reply().send("late".getBytes(StandardCharsets.UTF_8));
      };

  private interface Body {
    void run(TimeoutFilter filter, ApiClient client) throws Exception;
  }

  private void with(Function<Handler, TimeoutFilter> making, Handler handler, Body body)
      throws Exception {
    TimeoutFilter filter = making.apply(handler);
    ServerConfig config =
        ServerConfig.of(home).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
    try (threads;
        filter;
        ApiServer server = ApiServer.start(config, served -> filter);
        ApiClient client = new ApiClient(Target.of(server.kubeconfig()), "test", PATIENCE)) {
      body.run(filter, client);
      server.ledger().awaitEmpty(PATIENCE);
    }
  }

  private TimeoutFilter unbuffered(Handler handler) {
    return new Unbuffered(SHORT, handler, proved::add);
  }

  private TimeoutFilter drained(Handler handler) {
    return new Drained(SHORT, handler, proved::add, threads);
  }

  private List<Integer> ask(ApiClient client) throws Exception {
    List<CompletableFuture<HttpResponse<Void>>> asked = new ArrayList<>();
    for (int i = 0; i < REQUESTS; i++) {
      asked.add(client.begin("/slow", HttpResponse.BodyHandlers.discarding()));
    }
    List<Integer> answers = new ArrayList<>();
    for (CompletableFuture<HttpResponse<Void>> each : asked) {
      answers.add(each.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).statusCode());
    }
    return answers;
  }

  private static void awaitHandingOver(TimeoutFilter filter) {
    while (filter.handingOver() < REQUESTS) {
      Thread.onSpinWait();
    }
  }

  @Test
  void withoutABufferEachRequestThatTimesOutLeavesOneThreadForEverWhichIsProvedToBeLeaked()
      throws Exception {
    with(
        this::unbuffered,
        slow,
        (filter, client) -> {
          assertThat(ask(client)).hasSize(REQUESTS).containsOnly(504);
          allIn.await();
          mayEnd.release(REQUESTS);
          awaitHandingOver(filter);
          assertThat(filter.timedOut()).isEqualTo(REQUESTS);
          assertThat(filter.handlers().live()).isEqualTo(REQUESTS);
          assertThat(filter.handlers().collect()).isZero(); // held, as by Go's runtime
          filter.letGo(REQUESTS);
          while (filter.handlers().leaked() < REQUESTS) {
            filter.handlers().collect();
          }
          assertThat(proved)
              .hasSize(REQUESTS)
              .allSatisfy(each ->
                  assertThat(each.stack().toString()).contains(Channel.class.getName() + ".send"));
          assertThat(filter.handlers().live()).isZero();
        });
  }

  @Test
  void drainedARequestThatTimesOutHasTwoThreadsWhileItsHandlerRunsAndNoneAfter() throws Exception {
    with(
        this::drained,
        slow,
        (filter, client) -> {
          assertThat(ask(client)).hasSize(REQUESTS).containsOnly(504);
          allIn.await();
          assertThat(filter.handlers().live()).isEqualTo(REQUESTS);
          while (filter.draining() < REQUESTS) {
            Thread.onSpinWait(); // a client may have its answer before its drain begins
          }
          mayEnd.release(REQUESTS);
          assertThat(filter.handlers().awaitEmpty(PATIENCE)).isTrue();
          while (filter.draining() > 0) {
            Thread.onSpinWait();
          }
          assertThat(filter.handlers().leaked()).isZero();
        });
  }

  @Test
  void inTimeBothAnswerWhatTheHandlerAnswers() throws Exception {
    mayEnd.release(REQUESTS);
    with(
        this::unbuffered,
        slow,
        (filter, client) -> {
          assertThat(client.text("/slow")).isEqualTo("late");
          assertThat(filter.handlers().awaitEmpty(PATIENCE)).isTrue();
          assertThat(filter.timedOut()).isZero();
        });
  }

  @Test
  void whatTheHandlerThrowsInTimeReachesTheEngine() throws Exception {
    with(
        this::drained,
        exchange -> {
          throw new IllegalStateException("planted");
        },
        (filter, client) ->
            assertThat(client.send("GET", "/slow", "").statusCode()).isEqualTo(500));
  }
}

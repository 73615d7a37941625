package dev.stopwater.profiles.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.Profiles;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What is answered to which path, without any HTTP server.
@Timeout(120)
class ProfilePagesTest implements LedgerListener, Answerer {

  private static final RequestFacts FACTS =
      new RequestFacts("GET", "/debug/pprof/", "127.0.0.1:1", "curl/8", "HTTP/1.1");

  private final AtomicLong nanos = new AtomicLong();
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), nanos::get, this));
  private final InstantSource clock = InstantSource.system();
  private final LeakCheck check =
      new LeakCheck(ledger, new LeakBook(clock), clock, Duration.ofSeconds(10));
  private final ProfilePages pages =
      new ProfilePages(
          new Profiles(ledger, check, clock, System::nanoTime, Threads.Sleep.SYSTEM), ledger);

  @AfterEach
  void end() throws InterruptedException {
    assertThat(ledger.awaitEmpty(Duration.ofSeconds(20))).isTrue();
    ledger.close();
  }

  /// The page that a request on the ledger is given, or null.
  private @Nullable Page ask(String path, Map<String, String> query) throws Exception {
    CompletableFuture<@Nullable Page> answer = new CompletableFuture<>();
    ledger.begin(
        FACTS,
        this,
        live -> {
          try {
            boolean ours =
                pages.answer(path, name -> query.getOrDefault(name, ""), live, answer::complete);
            if (!ours) {
              answer.complete(null);
            }
            live.claimAnswer();
          } catch (Throwable failure) {
            answer.completeExceptionally(failure);
            throw failure;
          }
        });
    return answer.get(60, TimeUnit.SECONDS);
  }

  private Page page(String name, String... query) throws Exception {
    Map<String, String> parameters =
        query.length == 0 ? Map.of() : Map.of(query[0], query[1], "gc", "0");
    Page page = ask("/debug/pprof/" + name, parameters);
    assertThat(page).isNotNull();
    return page;
  }

  @Test
  void aPathOfSomebodyElseIsLeftToThem() throws Exception {
    assertThat(ask("/debug/pprofile", Map.of())).isNull();
    assertThat(ask("/metrics", Map.of())).isNull();
  }

  @Test
  void theRootIsMovedToTheIndex() throws Exception {
    Page page = ask("/debug/pprof", Map.of());
    assertThat(page.status()).isEqualTo(302);
    assertThat(page.headers()).containsEntry("Location", "/debug/pprof/");
    assertThat(page("").text()).contains("href=\"goroutine?debug=1\"");
    assertThat(page("").headers())
        .containsEntry("Content-Type", "text/html; charset=utf-8")
        .containsEntry("X-Content-Type-Options", "nosniff")
        .containsKey("Content-Security-Policy");
  }

  @Test
  void profilesAreFilesAndTextsAreTexts() throws Exception {
    Page profile = page("goroutine");
    assertThat(profile.status()).isEqualTo(200);
    assertThat(profile.headers())
        .containsEntry("Content-Type", "application/octet-stream")
        .containsEntry("Content-Disposition", "attachment; filename=\"goroutine\"");
    assertThat(profile.body()).startsWith(0x1f, 0x8b);
    Page text = page("goroutine", "debug", "2");
    assertThat(text.headers()).containsEntry("Content-Type", "text/plain; charset=utf-8");
    assertThat(text.text()).contains("ProfilePagesTest", "goroutine ");
    assertThat(page("ui").text()).contains("<span style=").doesNotContain("<script");
    assertThat(page("requests").text()).startsWith("requests ").contains("ROUTE");
  }

  @Test
  void whatCannotBeMeantIsRefusedInWords() throws Exception {
    Page unknown = page("nonsense");
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).isEqualTo("Unknown profile\n");
    assertThat(unknown.headers()).containsEntry("X-Go-Pprof", "1");
    Page tooLong = page("profile", "seconds", "1e9");
    assertThat(tooLong.status()).isEqualTo(400);
    assertThat(tooLong.text()).contains("at most 300");
    for (String seconds : List.of("x", "-1", "0", "1.5", "1e9", "")) {
      Page page = page("goroutine", "seconds", seconds);
      assertThat(page.status()).as(seconds).isEqualTo(seconds.isEmpty() ? 200 : 400);
      if (!seconds.isEmpty()) {
        assertThat(page.text())
            .isEqualTo("invalid value for \"seconds\" - must be a positive integer\n");
      }
    }
  }

  @Test
  void fourAreServedAtATimeUntilTheirLastByteIsSent() throws Exception {
    CountDownLatch sending = new CountDownLatch(4);
    CountDownLatch go = new CountDownLatch(1);
    for (int i = 0; i < 4; i++) {
      ledger.begin(
          FACTS,
          this,
          live -> {
            pages.answer("/debug/pprof/symbol", name -> "", live, page -> slowly(sending, go));
            live.claimAnswer();
          });
    }
    sending.await();
    Page refused = page("symbol");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsEntry("Retry-After", "1");
    go.countDown();
    assertThat(ledger.awaitEmpty(Duration.ofSeconds(20))).isTrue();
    assertThat(page("symbol").status()).isEqualTo(200);
  }

  private static void slowly(CountDownLatch sending, CountDownLatch go) throws IOException {
    sending.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  @Test
  void aProfileThatTakesItsTimeIsGivenIt() throws Exception {
    CompletableFuture<Duration> due = new CompletableFuture<>();
    ledger.begin(
        FACTS,
        this,
        live -> {
          pages.answer(
              "/debug/pprof/mutex",
              name -> name.equals("seconds") ? "1" : "",
              live,
              page -> due.complete(live.snapshot().due()));
          live.claimAnswer();
        });
    assertThat(due.get(60, TimeUnit.SECONDS)).isEqualTo(Duration.ofSeconds(121));
  }

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {}

  @Override
  public void fault(String what, Throwable failure) {}

  @Override
  public void timedOut(LedgerEntry request, boolean begun) {}

  @Override
  public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
}

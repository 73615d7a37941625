package dev.stopwater.monitor.pages;

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
import dev.stopwater.monitor.Limits;
import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Meter;
import dev.stopwater.monitor.Monitor;
import dev.stopwater.monitor.PlayedDay;
import dev.stopwater.monitor.Ring;
import dev.stopwater.monitor.Share;
import dev.stopwater.monitor.Signal;
import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The pages of a monitor whose ring has a day in which requests leak from the tenth hour on.
@NoLeaks
class MonitorPagesTest {

  private static final Instant NOW = PlayedDay.BEGAN.plus(Duration.ofHours(22));

  @TempDir Path directory;

  private final Threads threads =
      new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, Duration.ofSeconds(5));
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), () -> 0, new Unheard()));
  private Monitor monitor;
  private MonitorPages pages;

  private static final class Unheard implements LedgerListener {
    @Override
    public void late(LateOutcome outcome) {}

    @Override
    public void leaked(RequestSnapshot request) {}

    @Override
    public void fault(String what, Throwable failure) {}
  }

  @BeforeEach
  void begin() throws IOException {
    Ring ring = Ring.open(directory, 16 << 20, Duration.ofDays(2));
    PlayedDay.into(ring, 22);
    ring.append(
        new Mark(
            PlayedDay.BEGAN.plus(Duration.ofHours(10).plusMinutes(6)),
            Signal.OUTLIVED,
            true,
            "they grow <script>"));
    monitor =
        new Monitor(
            new Meter(ledger, () -> 0, PlayedDay.BEGAN),
            ring,
            Limits.NONE,
            List.of(),
            () -> NOW,
            threads,
            (what, failure) -> {});
    pages = new MonitorPages(monitor);
  }

  @AfterEach
  void end() throws IOException {
    monitor.close();
    ledger.close();
    threads.close();
  }

  private boolean served(
      String path, Map<String, String> query, String accept, List<Answer> answers) {
    CompletableFuture<Boolean> served = new CompletableFuture<>();
    ledger.begin(
        new RequestFacts("GET", path, "192.0.2.7:4711", "test", "HTTP/2.0"),
        new Silent(),
        live -> {
          try {
            served.complete(
                pages.answer(
                    path, name -> query.getOrDefault(name, ""), accept, live, answers::add));
          } catch (Throwable failure) {
            served.completeExceptionally(failure);
          }
        });
    return served.join();
  }

  private static final class Silent implements Answerer {
    @Override
    public void timedOut(LedgerEntry request, boolean begun) {}

    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
  }

  private Answer ask(String accept, Map<String, String> query) {
    List<Answer> answers = new ArrayList<>();
    assertThat(served(MonitorPages.PATH, query, accept, answers)).isTrue();
    return answers.getFirst();
  }

  private static String text(Answer answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Test
  void thePageHasItsPlotsAndLoadsAndRunsNothing() throws IOException {
    Answer answer = ask("text/html", Map.of("hours", "24"));
    String html = text(answer);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .containsEntry("X-Content-Type-Options", "nosniff");
    assertThat(html.split("<svg ", -1)).hasSize(6);
    assertThat(html)
        .contains("alarm: outlived", "2 Mar 04:06", "they grow &lt;script&gt;", "GB")
        .doesNotContain("<script", "http://", "https://", "NaN");
    String file = System.getProperty("monitor.page");
    if (file != null) {
      Files.writeString(Path.of(file), html);
    }
  }

  @Test
  void jsonHasEverySampleWhoeverAsksForIt() throws IOException {
    String json = text(ask("", Map.of("hours", "1", "format", "json")));
    assertThat(json.lines().filter(line -> line.startsWith("{\"at\""))).hasSize(360);
    assertThat(json)
        .startsWith("{\"firing\":[],\"alarms\":[")
        .contains("\"routes\":[{\"name\":\"LIST /api/v1/pods\"", "\"outlived\":")
        .endsWith("]}\n");
    assertThat(text(ask("application/json", Map.of("hours", "1")))).isEqualTo(json);
  }

  @Test
  void aBrowserThatTakesBothGetsThePage() throws IOException {
    assertThat(ask("text/html,application/json;q=0.9", Map.of()).headers().get("Content-Type"))
        .startsWith("text/html");
  }

  @Test
  void whatCannotBeMeantIsRefused() throws IOException {
    for (Map<String, String> wrong :
        List.of(
            Map.of("hours", "0"),
            Map.of("hours", "49"),
            Map.of("hours", "-1"),
            Map.of("hours", "1e9"),
            Map.of("format", "xml"))) {
      assertThat(ask("", wrong).status()).as("%s", wrong).isEqualTo(400);
    }
  }

  @Test
  void otherPathsAreNotItsOwn() throws IOException {
    for (String path : List.of("/debug/monitorx", "/debug/monitor/x", "/debug/pprof/")) {
      assertThat(served(path, Map.of(), "", new ArrayList<>())).isFalse();
    }
  }

  @Test
  void namesOfRoutesAndUsersCannotBecomeMarkup() {
    String html =
        new MonitorPage(
                new History(NOW.minus(Duration.ofHours(1)), NOW),
                1,
                List.of(),
                List.of(new Share(Share.Of.USER, "<b onload='x'>\"", 1, 1, 1)))
            .html();
    assertThat(html).contains("&lt;b onload=&#39;x&#39;&gt;&quot;").doesNotContain("<b onload");
  }
}

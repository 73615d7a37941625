package dev.stopwater.examples.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.live.LiveProfiles;
import dev.stopwater.live.LiveSettings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Handlers of a real server that hang for ever are proved leaked, slow ones are not, and clients
/// get answers all the same.
@Timeout(180)
public abstract class ExampleContract {

  private static final int MANY = 6;
  private static final LiveSettings LATE_SOON =
      LiveSettings.on(0).late(Duration.ofMillis(300)).searchAtMostEvery(Duration.ofMillis(1));
  private static final LiveSettings ENDED_SOON = LATE_SOON.deadline(Duration.ofSeconds(2));

  private final Client client = new Client();

  /// A server with the handlers of [Planted]; one more, `/begun`, sends a part of its answer, then
  /// hangs.
  public record Served(int port, LiveProfiles live, Stop stop) implements AutoCloseable {

    /// Stops the server.
    public interface Stop {
      void run() throws Exception;
    }

    @Override
    public void close() {
      try {
        stop.run();
      } catch (Exception e) {
        throw new AssertionError(e);
      } finally {
        live.close();
      }
    }
  }

  protected abstract Served start(LiveSettings settings) throws Exception;

  /// How the route of a planted handler reads in the profiles.
  protected String route(String path) {
    return "GET " + path;
  }

  @BeforeEach
  void begin() {
    Planted.begin();
  }

  @AfterEach
  void letGo() {
    Planted.letGo();
    client.close();
  }

  @Test
  void handlersThatHangForEverAreProvedAndSlowOnesAreLateAndAnswer() throws Exception {
    try (Served served = start(LATE_SOON)) {
      LiveProfiles live = served.live();
      assertThat(client.get(served.port(), "/hello")).isEqualTo("200 hello");
      List<CompletableFuture<String>> hanging = client.ask(MANY, served.port(), "/hang");
      List<CompletableFuture<String>> slow = client.ask(MANY, served.port(), "/slow");
      until(() -> leaks(live) == MANY && live.late() == MANY);
      String leaks = page(live, "leak?debug=2");
      String proved = leaks.substring(0, leaks.indexOf("==== late"));
      assertThat(proved).contains("Planted.hang", route("/hang")).doesNotContain("Planted.slow");
      assertThat(leaks.substring(proved.length()))
          .contains("Planted.slow", route("/slow"))
          .doesNotContain("Planted.hang");
      assertThat(page(live, "goroutine?debug=1")).contains("Planted.slow", route("/slow"));
      for (CompletableFuture<String> each : hanging) {
        assertThat(each.get()).startsWith("500 ");
      }
      Planted.letGo();
      for (CompletableFuture<String> each : slow) {
        assertThat(each.get()).isEqualTo("200 slow");
      }
      until(() -> live.count() == 0);
      assertThat(leaks(live)).isEqualTo(MANY);
      assertThat(client.get(served.port(), "/hello")).isEqualTo("200 hello");
      assertThat(client.get(served.port(), "/fail")).startsWith("500 ");
    }
  }

  @Test
  void atTheDeadlineClientsAreAnsweredWhateverTheirHandlersDo() throws Exception {
    try (Served served = start(ENDED_SOON)) {
      LiveProfiles live = served.live();
      List<CompletableFuture<String>> answers = client.ask(MANY, served.port(), "/hang");
      answers.addAll(client.ask(MANY, served.port(), "/slow"));
      for (CompletableFuture<String> each : answers) {
        assertThat(each.get()).startsWith("504 ");
      }
      until(() -> leaks(live) == MANY && live.count() == MANY);
      Planted.letGo();
      until(() -> live.count() == 0);
      assertThat(leaks(live)).isEqualTo(MANY);
      assertThat(client.get(served.port(), "/hello")).isEqualTo("200 hello");
    }
  }

  @Test
  void anAnswerThatHadBegunIsCutAndNeverLooksWhole() throws Exception {
    try (Served served = start(ENDED_SOON)) {
      CompletableFuture<String> cut = client.ask(1, served.port(), "/begun").get(0);
      assertThatThrownBy(cut::get)
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(java.io.IOException.class);
      until(() -> leaks(served.live()) == 1);
    }
  }

  private String page(LiveProfiles live, String name) {
    try {
      return client.get(live.port(), "/debug/pprof/" + name);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      throw new AssertionError("not in time", e);
    }
  }

  /// `200 leak profile: total N, …`
  private long leaks(LiveProfiles live) {
    String text = page(live, "leak?debug=2");
    return Long.parseLong(text.replaceAll("(?s)200 leak profile: total ([0-9]+),.*", "$1"));
  }

  /// Each question takes its time, and the test's own time limit ends it.
  private static void until(BooleanSupplier so) {
    while (!so.getAsBoolean()) {
      if (Thread.interrupted()) {
        throw new AssertionError("not in time");
      }
    }
  }
}

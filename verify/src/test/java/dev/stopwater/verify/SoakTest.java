package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.lifecycle.TaskGroup;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Mixed load with resets, stalls, clients that hang up in each phase, and a server that is stopped
/// and started: in the end nothing is held that was not held at the start. `-Dsoak.minutes=60` is
/// the long form.
class SoakTest {

  private static final long SEED = Long.getLong("soak.seed", System.nanoTime());
  private static final Duration LENGTH =
      Duration.ofSeconds(60L * Integer.getInteger("soak.minutes", 0) + 10);
  private static final Duration BETWEEN_STARTS =
      Duration.ofSeconds(LENGTH.toSeconds() > 60 ? 60 : 6);
  private static final int CLIENTS = 12;
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final List<String> HELD =
      List.of(
          "stopwater_ledger_requests",
          "stopwater_ledger_overdue_requests",
          "stopwater_bytes_held",
          "stopwater_leaks_proven_total",
          "apiserver_current_inflight_requests{request_kind=\"readOnly\"}",
          "apiserver_current_inflight_requests{request_kind=\"mutating\"}",
          "process_open_fds",
          "jvm_threads_current",
          "process_resident_memory_bytes");

  private final Map<String, Boolean> present = Mischief.nothingYet();
  private final AtomicLong names = new AtomicLong();
  private final Map<String, Integer> done = new ConcurrentHashMap<>();

  @Test
  void nothingIsHeldInTheEndThatWasNotHeldAtTheStart(@TempDir Path home) throws Exception {
    System.out.println("soak.seed=" + SEED);
    Random seeds = new Random(SEED);
    long end = System.nanoTime() + LENGTH.toNanos();
    int starts = 0;
    while (System.nanoTime() < end) {
      try (ServerProcess server =
          ServerProcess.start(
              home, "--secure-port=0", "--request-timeout=5s", "--write-progress-window=2s")) {
        starts++;
        assertNothingIsLost(Client.of(server));
        run(server, seeds, Math.min(end, System.nanoTime() + BETWEEN_STARTS.toNanos()));
        assertThat(server.stop()).isZero();
        assertThat(server.log()).doesNotContain("Fault").doesNotContain("OutOfMemory");
      }
    }
    System.out.println("starts " + starts + ", steps " + new TreeMap<>(done));
    assertThat(done).hasSizeGreaterThan(7);
  }

  private void run(ServerProcess server, Random seeds, long until) throws Exception {
    Mischief mischief = new Mischief(server, present, names);
    Client observer = Client.of(server);
    load(mischief, seeds, System.nanoTime() + Duration.ofSeconds(1).toNanos()); // warms up
    Map<String, Double> before = atRest(observer);
    load(mischief, seeds, until);
    Map<String, Double> after = atRest(observer);
    System.out.println(table(before, after));
    for (String name : HELD.subList(0, 6)) {
      assertThat(after.get(name)).as(name).isEqualTo(before.get(name));
    }
    assertThat(after.get("process_open_fds")).isLessThan(before.get("process_open_fds") + 30);
  }

  private void load(Mischief mischief, Random seeds, long until) throws Exception {
    try (TaskGroup clients = TaskGroup.open("soak", UnaryOperator.identity())) {
      for (int i = 0; i < CLIENTS; i++) {
        Random random = new Random(seeds.nextLong());
        clients.fork(() -> {
          while (System.nanoTime() < until) {
            done.merge(step(mischief, random), 1, Integer::sum);
          }
          return true;
        });
      }
      clients.join();
    }
  }

  private static String step(Mischief mischief, Random random) throws Exception {
    try {
      return mischief.step(random);
    } catch (IOException e) {
      return "cut: " + e.getClass().getSimpleName();
    }
  }

  /// Once only the request for the metrics itself is left.
  private static Map<String, Double> atRest(Client observer) {
    await()
        .atMost(SOON)
        .untilAsserted(() ->
            assertThat(observer.get("/metrics"))
                .contains("stopwater_ledger_requests 1.0")
                .contains("stopwater_bytes_held 0.0"));
    observer.get("/debug/pprof/heap?gc=1");
    String metrics = observer.get("/metrics");
    Map<String, Double> held = new LinkedHashMap<>();
    for (String name : HELD) {
      Matcher value = Pattern.compile("(?m)^" + Pattern.quote(name) + " (\\S+)$").matcher(metrics);
      assertThat(value.find()).as(name).isTrue();
      held.put(name, Double.parseDouble(value.group(1)));
    }
    return held;
  }

  private void assertNothingIsLost(Client client) {
    String list = client.get("/api/v1/namespaces/default/configmaps");
    present.forEach((name, acknowledged) -> {
      if (acknowledged) {
        assertThat(list).contains("\"name\":\"" + name + "\"");
      }
    });
    present.values().removeIf(acknowledged -> !acknowledged);
  }

  private static String table(Map<String, Double> before, Map<String, Double> after) {
    StringBuilder table = new StringBuilder("%-66s %14s %14s%n".formatted("held", "start", "end"));
    after.forEach((name, value) ->
        table.append("%-66s %14.0f %14.0f%n".formatted(name, before.get(name), value)));
    return table.toString();
  }
}

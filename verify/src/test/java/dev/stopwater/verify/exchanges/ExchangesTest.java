package dev.stopwater.verify.exchanges;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.verify.Client;
import dev.stopwater.verify.ServerProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Asks a server of ours what kube-apiserver was asked, and counts how often it answers alike.
///
/// Each theme has a floor of scenarios that must pass. `target/exchanges.txt` tells where each
/// failed scenario first differs; `-Dexchanges.theme=watch` (or `validation-*`) runs one theme and
/// prints it.
class ExchangesTest {

  private static final Path RECORDINGS = Path.of("src/test/resources/exchanges");
  private static final Path REPORT = Path.of("target/exchanges.txt");
  private static final String THEME = System.getProperty("exchanges.theme", "*");
  private static final int CONNECTIONS = 6; // some wait for the clock: more than there are cores
  private static final int SHOWN = 6;

  @TempDir Path home;

  @TestFactory
  Stream<DynamicTest> aThemeDoesNotFallBelowItsFloor() throws Exception {
    Map<String, List<Verdict>> themes = byTheme(verdicts(chosen()));
    Floors floors = Floors.in(RECORDINGS.resolve("floors.txt"));
    report(themes, floors);
    return themes.entrySet().stream()
        .map(theme ->
            DynamicTest.dynamicTest(
                theme.getKey(),
                () ->
                    assertThat(passed(theme.getValue()))
                        .as("scenarios that pass; %s tells what differs", REPORT)
                        .isGreaterThanOrEqualTo(floors.of(theme.getKey()))));
  }

  private static List<Scenario> chosen() throws IOException {
    return ScenarioFiles.in(RECORDINGS).stream().filter(each -> isChosen(each.theme())).toList();
  }

  private static boolean isChosen(String theme) {
    return THEME.endsWith("*")
        ? theme.startsWith(THEME.substring(0, THEME.length() - 1))
        : theme.equals(THEME);
  }

  private List<Verdict> verdicts(List<Scenario> scenarios) throws Exception {
    try (ServerProcess server =
        ServerProcess.start(
            home.resolve("data"),
            "--store=memory",
            "--secure-port",
            "0",
            "--service-cluster-ip-range",
            "10.0.0.0/16")) {
      SSLContext tls = Client.tls(server);
      try (Examiner first = new Examiner(tls, server.url())) {
        first.growRevisions();
      }
      return verdicts(scenarios, tls, server.url());
    }
  }

  /// Those that keep to their namespace run side by side, the others after them, one by one.
  private static List<Verdict> verdicts(List<Scenario> scenarios, SSLContext tls, URI server)
      throws Exception {
    Map<Boolean, List<Scenario>> alone =
        scenarios.stream().collect(Collectors.partitioningBy(Scenario::wantsTheServerForItself));
    List<Verdict> verdicts = new ArrayList<>(examined(alone.get(false), CONNECTIONS, tls, server));
    verdicts.addAll(examined(alone.get(true), 1, tls, server));
    return verdicts;
  }

  private static List<Verdict> examined(
      List<Scenario> scenarios, int connections, SSLContext tls, URI server) throws Exception {
    Queue<Scenario> waiting = new ConcurrentLinkedQueue<>(scenarios);
    Queue<Verdict> verdicts = new ConcurrentLinkedQueue<>();
    Callable<Void> untilNoneWaits =
        () -> {
          try (Examiner examiner = new Examiner(tls, server)) {
            for (Scenario next = waiting.poll(); next != null; next = waiting.poll()) {
              verdicts.add(examiner.examine(next));
            }
          }
          return null;
        };
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Void>> running = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        running.add(threads.submit(untilNoneWaits));
      }
      for (Future<Void> each : running) {
        each.get();
      }
    }
    return List.copyOf(verdicts);
  }

  private static Map<String, List<Verdict>> byTheme(List<Verdict> verdicts) {
    return verdicts.stream()
        .sorted(
            Comparator.comparing((Verdict each) -> each.scenario().file())
                .thenComparing(each -> each.scenario().name()))
        .collect(
            Collectors.groupingBy(
                each -> each.scenario().theme(), TreeMap::new, Collectors.toList()));
  }

  private static void report(Map<String, List<Verdict>> themes, Floors floors) throws IOException {
    List<String> lines = new ArrayList<>();
    themes.forEach((theme, verdicts) -> lines.add(summary(theme, verdicts, floors.of(theme))));
    if (THEME.equals("*")) {
      lines.forEach(System.out::println);
    }
    lines.add("");
    themes.values().stream()
        .flatMap(List::stream)
        .filter(each -> !each.passed())
        .map(each -> each.shown(THEME.equals("*") ? 1 : SHOWN))
        .forEach(lines::add);
    Files.write(REPORT, lines);
    if (!THEME.equals("*")) {
      lines.forEach(System.out::println);
    }
  }

  private static String summary(String theme, List<Verdict> verdicts, int floor) {
    long passed = passed(verdicts);
    String hint = passed > floor ? " (its floor of " + floor + " may be raised)" : "";
    return "%s: %d of %d%s".formatted(theme, passed, verdicts.size(), hint);
  }

  private static long passed(List<Verdict> verdicts) {
    return verdicts.stream().filter(Verdict::passed).count();
  }
}

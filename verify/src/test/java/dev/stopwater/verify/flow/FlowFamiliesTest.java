package dev.stopwater.verify.flow;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The families of metrics of flow control have kube-apiserver's names, types, labels and buckets:
/// `flow-metrics.tsv` has what 1.36.3 showed after requests that ran, waited and were refused for
/// each reason.
class FlowFamiliesTest {

  private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");
  private static final Pattern SERIES = Pattern.compile("([a-z_]+?)(_bucket)?(?:\\{(.*)})? \\S+");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  @TempDir Path home;

  /// Labels and upper bounds of a family, in order.
  private record Shape(String type, String labels, List<Double> bounds) {}

  private static Map<String, Shape> expected() throws Exception {
    try (InputStream table =
        Objects.requireNonNull(FlowFamiliesTest.class.getResourceAsStream("flow-metrics.tsv"))) {
      return new String(table.readAllBytes(), UTF_8)
          .lines()
          .map(line -> line.split("\t", -1))
          .collect(
              Collectors.toMap(row -> row[0], row -> new Shape(row[1], row[2], bounds(row[3]))));
    }
  }

  private static List<Double> bounds(String text) {
    return text.isEmpty()
        ? List.of()
        : List.of(text.split(" ")).stream().map(FlowFamiliesTest::bound).toList();
  }

  private static double bound(String text) {
    return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
  }

  private static Map<String, Shape> shown(String scrape) {
    Map<String, String> types = new TreeMap<>();
    Map<String, TreeSet<String>> labels = new TreeMap<>();
    Map<String, TreeSet<Double>> bounds = new TreeMap<>();
    for (String line : scrape.lines().toList()) {
      Matcher type = TYPE.matcher(line);
      Matcher series = SERIES.matcher(line);
      if (type.matches()) {
        types.put(type.group(1), type.group(2));
      } else if (series.matches()) {
        String name = family(series.group(1), types);
        Matcher label = LABEL.matcher(series.group(3) == null ? "" : series.group(3));
        while (label.find()) {
          if (label.group(1).equals("le")) {
            bounds.computeIfAbsent(name, _ -> new TreeSet<>()).add(bound(label.group(2)));
          } else {
            labels.computeIfAbsent(name, _ -> new TreeSet<>()).add(label.group(1));
          }
        }
      }
    }
    Map<String, Shape> shapes = new TreeMap<>();
    types.forEach((name, type) ->
        shapes.put(
            name,
            new Shape(
                type,
                String.join(",", labels.getOrDefault(name, new TreeSet<>())),
                List.copyOf(bounds.getOrDefault(name, new TreeSet<>())))));
    return shapes;
  }

  private static String family(String name, Map<String, String> types) {
    return types.containsKey(name) ? name : name.replaceFirst("_(sum|count|bucket)$", "");
  }

  @Test
  void eachFamilyHasTheNameTypeLabelsAndBucketsOfUpstreams() throws Exception {
    Map<String, Shape> expected = expected();
    assertThat(expected).hasSizeGreaterThan(30);
    try (Turnstile server = Turnstile.fair(home, Duration.ofSeconds(60))) {
      var waiter = server.ask("waiter", "GET", "/held");
      var chancer = server.ask("chancer", "POST", "/api/v1/namespaces/default/pods");
      assertThat(server.handlers.inside.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
      server.get("chancer", "/");
      server.get("waiter", "/?timeout=1s");
      await()
          .untilAsserted(() -> assertThat(shown(server.scrape())).containsAllEntriesOf(expected));
      List<String> ours =
          shown(server.scrape()).keySet().stream()
              .filter(each -> each.startsWith("apiserver_flowcontrol_"))
              .toList();
      assertThat(ours).isSubsetOf(withRare(expected));
      server.handlers.letAllEnd();
      assertThat(waiter.join().statusCode()).isEqualTo(200);
      assertThat(chancer.join().statusCode()).isEqualTo(200);
    }
  }

  /// What upstream has too, but did not show: nothing was wider than what was free, nor an epoch
  /// over.
  private static TreeSet<String> withRare(Map<String, Shape> expected) {
    TreeSet<String> all = new TreeSet<>(expected.keySet());
    all.add("apiserver_flowcontrol_request_dispatch_no_accommodation_total");
    all.add("apiserver_flowcontrol_epoch_advance_total");
    return all;
  }
}

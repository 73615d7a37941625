package dev.stopwater.verify.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.stopwater.verify.metrics.Families;
import dev.stopwater.verify.metrics.Families.Shape;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The families of metrics of flow control have kube-apiserver's names, types, labels and buckets:
/// `flow-metrics.tsv` has what 1.36.3 showed after requests that ran, waited and were refused for
/// each reason.
class FlowFamiliesTest {

  @TempDir Path home;

  @Test
  void eachFamilyHasTheNameTypeLabelsAndBucketsOfUpstreams() throws Exception {
    Map<String, Shape> expected = Families.kept(FlowFamiliesTest.class, "flow-metrics.tsv");
    assertThat(expected).hasSizeGreaterThan(30);
    try (Turnstile server = Turnstile.fair(home, Duration.ofSeconds(60))) {
      var waiter = server.ask("waiter", "GET", "/held");
      var chancer = server.ask("chancer", "POST", "/api/v1/namespaces/default/pods");
      assertThat(server.handlers.inside.tryAcquire(2, 30, TimeUnit.SECONDS)).isTrue();
      server.get("chancer", "/");
      server.get("waiter", "/?timeout=1s");
      await()
          .untilAsserted(
              () -> assertThat(Families.shown(server.scrape())).containsAllEntriesOf(expected));
      List<String> ours =
          Families.shown(server.scrape()).keySet().stream()
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

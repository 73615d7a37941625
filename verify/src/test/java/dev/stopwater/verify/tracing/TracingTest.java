package dev.stopwater.verify.tracing;

import static dev.stopwater.verify.tracing.TracedServer.MAPS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a collector sees of requests, as it was seen to get it from kube-apiserver 1.36.3: names,
/// attributes, whose traces are continued and whose are only linked.
@NoLeaks(except = "prometheus-metrics-scheduler")
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String SAMPLED = "00-" + TRACE + "-" + PARENT + "-01";
  private static final String UNSAMPLED = "00-" + TRACE + "-" + PARENT + "-00";
  private static final Map<String, String> AT_ONCE = Map.of("OTEL_BSP_SCHEDULE_DELAY", "20");
  private static final int ALL = 1_000_000;

  @TempDir Path home;
  private Collector collector;

  @BeforeEach
  void listen() throws Exception {
    collector = Collector.open();
  }

  @AfterEach
  void end() {
    collector.close();
  }

  private TracedServer server(int perMillion) throws Exception {
    return TracedServer.start(home, collector.address(), perMillion, AT_ONCE);
  }

  @Test
  void aRequestContinuesTheTraceOfItsClient() throws Exception {
    try (TracedServer server = server(0)) {
      server.get(
          "/api/v1/namespaces/default?x=y",
          "traceparent",
          SAMPLED,
          "Audit-ID",
          "a-get",
          "User-Agent",
          "me");
      Span span = collector.server("a-get");
      assertThat(Collector.trace(span)).isEqualTo(TRACE);
      assertThat(HexFormat.of().formatHex(span.getParentSpanId().toByteArray())).isEqualTo(PARENT);
      assertThat(span.getName())
          .isEqualTo("GET /api/v1/namespaces/{:namespace}/namespaces/{:name}");
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET);
      assertThat(Collector.texts(span.getAttributesList()))
          .containsEntry("http.request.method", "GET")
          .containsEntry("url.scheme", "https")
          .containsEntry("url.path", "/api/v1/namespaces/default")
          .containsEntry("http.target", "/api/v1/namespaces/default?x=y")
          .containsEntry("user_agent.original", "me")
          .containsEntry("network.protocol.version", "2.0")
          .containsEntry("network.peer.address", "127.0.0.1")
          .containsEntry("client.address", "127.0.0.1")
          .containsEntry("server.address", "127.0.0.1")
          .containsEntry("http.response.status_code", "200")
          .containsKeys("network.peer.port", "server.port", "http.response.body.size");
      assertThat(collector.below(span))
          .containsExactly("authentication", "authorization", "read", "SerializeObject");
      assertThat(collector.resource())
          .containsEntry("service.name", "apiserver")
          .containsKey("service.instance.id");
    }
  }

  @Test
  void childrenLieWithinTheirRequestAndCarryItsAuditId() throws Exception {
    try (TracedServer server = server(0)) {
      server.get(MAPS, "traceparent", SAMPLED, "Audit-ID", "a-list");
      Span span = collector.server("a-list");
      assertThat(span.getName()).isEqualTo("GET /api/v1/namespaces/{:namespace}/configmaps");
      assertThat(collector.children(span))
          .isNotEmpty()
          .allSatisfy(child -> {
            assertThat(child.getStartTimeUnixNano())
                .isBetween(span.getStartTimeUnixNano(), child.getEndTimeUnixNano());
            assertThat(child.getEndTimeUnixNano()).isLessThanOrEqualTo(span.getEndTimeUnixNano());
            assertThat(Collector.texts(child.getAttributesList()))
                .containsEntry("audit-id", "a-list");
          });
    }
  }

  @Test
  void aWriteShowsItsAdmissionAndItsStore() throws Exception {
    try (TracedServer server = server(0)) {
      server.ask(
          "POST",
          MAPS,
          "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"one\"}}",
          "traceparent",
          SAMPLED,
          "Audit-ID",
          "a-create");
      Span span = collector.server("a-create");
      assertThat(span.getName()).isEqualTo("POST /api/v1/namespaces/{:namespace}/configmaps");
      assertThat(Collector.texts(span.getAttributesList()))
          .containsEntry("http.response.status_code", "201")
          .containsKey("http.request.body.size");
      assertThat(collector.below(span))
          .containsExactly(
              "authentication", "authorization", "body", "decode", "store", "SerializeObject");
      Span store =
          collector.await(each ->
              each.getName().equals("store") && each.getParentSpanId().equals(span.getSpanId()));
      assertThat(collector.below(store))
          .containsExactly("admission: mutate", "admission: validate", "write");
    }
  }

  @Test
  void aWatchIsOneSpanFromItsStartToItsEnd() throws Exception {
    try (TracedServer server = server(ALL)) {
      server.get(MAPS + "?watch=true&timeoutSeconds=1", "Audit-ID", "a-watch");
      Span span = collector.server("a-watch");
      assertThat(collector.below(span))
          .containsExactly("authentication", "authorization", "initial events", "watch");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /version,                                            GET",
    "GET,    /apis/nope/v1/foos/one/bar,                          GET /apis/nope/v1/foos/{:name}/bar",
    "DELETE, /apis/apps/v1/namespaces/a/deployments/b,            DELETE /apis/apps/v1/namespaces/{:namespace}/deployments/{:name}",
    "GET,    /api/v1/nodes?fieldSelector=metadata.name%3Done,     GET /api/v1/nodes/{:name}"
  })
  void aSpanIsNamedByItsRoute(String method, String path, String name) throws Exception {
    try (TracedServer server = server(ALL)) {
      server.ask(method, path, "", "Audit-ID", "named");
      assertThat(collector.server("named").getName()).isEqualTo(name);
    }
  }

  @Test
  void aClientThatWantsNoSampleGetsNone() throws Exception {
    try (TracedServer server = server(ALL)) {
      server.get(MAPS, "traceparent", UNSAMPLED, "Audit-ID", "unsampled");
      server.get(MAPS, "Audit-ID", "after");
      collector.server("after"); // sent in turn
      assertThat(auditIds()).contains("after").doesNotContain("unsampled");
    }
  }

  @Test
  void withoutADecisionTheRateDecides() throws Exception {
    try (TracedServer server = server(0)) {
      server.get(MAPS, "Audit-ID", "undecided");
      server.get(MAPS, "traceparent", "nonsense", "Audit-ID", "nonsense");
      server.get(MAPS, "traceparent", SAMPLED, "Audit-ID", "after");
      collector.server("after");
      assertThat(auditIds()).containsOnly("after");
    }
  }

  @Test
  void theTraceOfAStrangerIsLinkedAndNotContinued() throws Exception {
    try (TracedServer server = server(ALL)) {
      server.stranger(MAPS, "traceparent", UNSAMPLED, "Audit-ID", "stranger");
      server.stranger(
          MAPS, "traceparent", SAMPLED, "Audit-ID", "known", "Authorization", "Bearer plain");
      server.stranger(
          MAPS, "traceparent", SAMPLED, "Audit-ID", "refused", "Authorization", "Bearer wrong");
      for (String each : List.of("stranger", "known", "refused")) {
        Span span = collector.server(each);
        assertThat(Collector.trace(span)).isNotEqualTo(TRACE);
        assertThat(span.getParentSpanId().isEmpty()).isTrue();
        assertThat(span.getLinksList()).hasSize(1);
        assertThat(HexFormat.of().formatHex(span.getLinks(0).getTraceId().toByteArray()))
            .isEqualTo(TRACE);
      }
    }
  }

  @Test
  void aStrangerCannotHaveItselfSampled() throws Exception {
    try (TracedServer server = server(0)) {
      server.stranger(
          MAPS, "traceparent", SAMPLED, "Audit-ID", "plain", "Authorization", "Bearer plain");
      server.stranger(
          MAPS, "traceparent", SAMPLED, "Audit-ID", "monitor", "Authorization", "Bearer watcher");
      assertThat(Collector.trace(collector.server("monitor"))).isEqualTo(TRACE);
      assertThat(auditIds()).containsOnly("monitor");
    }
  }

  @Test
  void whomARequestImpersonatesHasNoSay() throws Exception {
    try (TracedServer server = server(0)) {
      server.get(
          MAPS, "traceparent", SAMPLED, "Audit-ID", "impersonated", "Impersonate-User", "nobody");
      Span span = collector.server("impersonated");
      assertThat(Collector.trace(span)).isEqualTo(TRACE);
      assertThat(Collector.texts(span.getAttributesList()))
          .containsEntry("http.response.status_code", "403");
    }
  }

  @Test
  void aRequestThatTimesOutEndsAsAnError() throws Exception {
    try (TracedServer server = server(ALL)) {
      var answer =
          server.get(MAPS + "?resourceVersion=99999999&timeout=500ms", "Audit-ID", "too-late");
      assertThat(answer.statusCode()).isEqualTo(504);
      Span span = collector.server("too-late");
      assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
      assertThat(span.getStatus().getMessage()).isEqualTo("the deadline passed");
      assertThat(Collector.texts(span.getAttributesList()))
          .containsEntry("http.response.status_code", "504");
      assertThat(collector.children(span).getLast().getStatus().getCode())
          .isEqualTo(Status.StatusCode.STATUS_CODE_ERROR);
    }
  }

  @Test
  void aServerThatStopsSendsWhatWaits() throws Exception {
    try (TracedServer server =
        TracedServer.start(
            home, collector.address(), ALL, Map.of("OTEL_BSP_SCHEDULE_DELAY", "3600000"))) {
      server.get(MAPS, "Audit-ID", "last");
      assertThat(collector.spans()).isEmpty();
    }
    assertThat(auditIds()).contains("last");
  }

  private List<String> auditIds() {
    return collector.spans().stream()
        .filter(span -> span.getKind() == Span.SpanKind.SPAN_KIND_SERVER)
        .map(span -> Collector.texts(span.getAttributesList()).get("audit-id"))
        .toList();
  }
}

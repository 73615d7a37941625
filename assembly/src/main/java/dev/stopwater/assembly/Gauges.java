package dev.stopwater.assembly;

import dev.stopwater.http.engine.HttpServer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.resources.Resources;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.telemetry.RequestMetrics;
import dev.stopwater.telemetry.RequestMetrics.LabelledValue;
import dev.stopwater.telemetry.SharedGauges;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// What is read when somebody asks for the metrics, and not before.
record Gauges(RequestMetrics metrics) {

  /// Requests of one phase.
  private record Crowd(int requests, Duration oldest) {

    private Crowd and(Crowd other) {
      return new Crowd(
          requests + other.requests, oldest.compareTo(other.oldest) > 0 ? oldest : other.oldest);
    }
  }

  void of(Ledger ledger) {
    metrics.gauge(
        "stopwater_ledger_requests", "Requests that are on the ledger now.", ledger::live);
    metrics.gauge(
        "stopwater_ledger_overdue_requests",
        "Requests that still run although their deadline has passed.",
        ledger::overdue);
    metrics.gauge(
        "stopwater_bytes_held",
        "Bytes that requests hold for their own sake: bodies, trees, answers not yet taken.",
        ledger::bytesHeld);
    metrics.counter(
        "stopwater_leaks_proven", "Requests that were proved never to go on.", ledger::leaked);
    metrics.gauges(
        List.of(
            new SharedGauges.Family(
                "stopwater_requests_by_phase",
                "Requests that are on the ledger now, by what they do."),
            new SharedGauges.Family(
                "stopwater_oldest_request_age_seconds",
                "Age of the oldest request that does this.")),
        told ->
            phases(ledger)
                .forEach((phase, crowd) ->
                    told.are(
                        List.of((double) crowd.requests, crowd.oldest.toNanos() / 1e9), phase)),
        "phase");
  }

  private static Map<String, Crowd> phases(Ledger ledger) {
    Map<String, Crowd> phases = new TreeMap<>();
    for (RequestSnapshot each : ledger.entries()) {
      phases.merge(each.phase(), new Crowd(1, each.age()), Crowd::and);
    }
    return phases;
  }

  void of(HttpServer http) {
    metrics.counter(
        "apiserver_tls_handshake_errors", "TLS handshakes that failed.", http::failedHandshakes);
    metrics.gauge("stopwater_connections", "Clients that are connected now.", http::connections);
    metrics.gauge(
        "stopwater_unfinished_header_bytes",
        "Bytes of headers that clients have begun and not ended.",
        http::unfinishedHeaderBytes);
  }

  void of(Resources resources, Catalog catalog) {
    metrics.gauges(
        "apiserver_resource_objects",
        "Stored objects, by kind.",
        told -> counts(resources, catalog, (each, count) -> tell(told, each, count)),
        "group",
        "resource");
    metrics.gauges(
        "apiserver_storage_objects",
        "Stored objects, by kind.",
        told -> counts(resources, catalog, (each, count) -> told.is(count, joined(each))),
        "resource");
  }

  private static void tell(LabelledValue told, Definition definition, int count) {
    told.is(count, definition.group(), definition.resource());
  }

  private static String joined(Definition definition) {
    return definition.group().isEmpty()
        ? definition.resource()
        : definition.resource() + "." + definition.group();
  }

  private static void counts(
      Resources resources, Catalog catalog, BiConsumer<Definition, Integer> each) {
    for (Definition definition : catalog.definitions()) {
      if (resources.stores(definition)
          && resources.of(definition).definition().equals(definition)) {
        each.accept(definition, resources.of(definition).cache().snapshot().count("", ""));
      }
    }
  }
}

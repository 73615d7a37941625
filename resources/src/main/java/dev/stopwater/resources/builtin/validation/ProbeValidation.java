package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// The rules for probes and for what runs when a container starts and stops.
final class ProbeValidation {

  private static final List<String> LIFECYCLE_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "sleep");
  private static final List<String> PROBE_HANDLERS =
      List.of("exec", "httpGet", "tcpSocket", "grpc");
  private static final List<String> COUNTS =
      List.of("initialDelaySeconds", "timeoutSeconds", "periodSeconds", "successThreshold");

  private ProbeValidation() {}

  /// A container's lifecycle and its three probes.
  static void all(MapValue spec, MapValue container, Path at, FieldErrors errors) {
    Fields.map(container, "lifecycle", (it, path, e) -> lifecycle(spec, it, path, e), at, errors);
    Fields.map(container, "livenessProbe", ProbeValidation::liveness, at, errors);
    Fields.map(container, "readinessProbe", ProbeValidation::readiness, at, errors);
    Fields.map(container, "startupProbe", ProbeValidation::liveness, at, errors);
  }

  private static void lifecycle(MapValue spec, MapValue hooks, Path at, FieldErrors errors) {
    for (String hook : List.of("postStart", "preStop")) {
      Fields.map(
          hooks, hook, (it, path, e) -> handler(spec, it, LIFECYCLE_HANDLERS, path, e), at, errors);
    }
  }

  /// Liveness and startup: one success is enough.
  private static void liveness(MapValue probe, Path at, FieldErrors errors) {
    probe(probe, at, errors);
    Long success = probe.integer("successThreshold");
    if (success != null && success != 1) {
      errors.invalid(at.child("successThreshold"), success.toString(), "must be 1");
    }
  }

  private static void readiness(MapValue probe, Path at, FieldErrors errors) {
    probe(probe, at, errors);
    Long grace = probe.integer("terminationGracePeriodSeconds");
    if (grace != null) {
      errors.invalid(
          at.child("terminationGracePeriodSeconds"),
          grace.toString(),
          "must not be set for readinessProbes");
    }
  }

  private static void probe(MapValue probe, Path at, FieldErrors errors) {
    handler(new MapValue(), probe, PROBE_HANDLERS, at, errors);
    COUNTS.forEach(count -> Numbers.nonNegative(probe, count, at, errors));
    Numbers.nonNegative(probe, "failureThreshold", at, errors);
    if (!at.toString().endsWith("readinessProbe")) {
      Numbers.positive(probe, "terminationGracePeriodSeconds", at, errors);
    }
  }

  private static void handler(
      MapValue spec, MapValue handler, List<String> types, Path at, FieldErrors errors) {
    int found = 0;
    for (String type : types) {
      MapValue it = handler.map(type);
      if (it == null) {
        continue;
      }
      if (found++ > 0) {
        errors.forbidden(at.child(type), "may not specify more than 1 handler type");
      } else {
        one(spec, type, it, at.child(type), errors);
      }
    }
    if (found == 0) {
      errors.required(at, "must specify a handler type");
    }
  }

  private static void one(
      MapValue spec, String type, MapValue handler, Path at, FieldErrors errors) {
    switch (type) {
      case "exec" -> required(handler, "command", at, errors);
      case "httpGet" -> httpGet(handler, at, errors);
      case "tcpSocket" -> Ports.numberOrName(handler, "port", at, errors);
      case "grpc" -> Ports.number(handler.integer("port", 0), at.child("port"), errors);
      default -> sleep(spec, handler, at, errors);
    }
  }

  private static void httpGet(MapValue handler, Path at, FieldErrors errors) {
    required(handler, "path", at, errors);
    Ports.numberOrName(handler, "port", at, errors);
    Fields.supported(handler, "scheme", List.of("HTTP", "HTTPS"), at, errors);
    ListValue headers = handler.listOrEmpty("httpHeaders");
    for (MapValue header : headers.maps()) {
      Fields.faults(
          header.text("name", ""), Names::httpHeaderName, at.child("httpHeaders"), errors);
    }
  }

  private static void sleep(MapValue spec, MapValue handler, Path at, FieldErrors errors) {
    long seconds = handler.integer("seconds", 0);
    long grace = spec.integer("terminationGracePeriodSeconds", 30);
    if (seconds < 0 || seconds > grace) {
      errors.invalid(
          at,
          Long.toString(seconds),
          "must be non-negative and less than terminationGracePeriodSeconds (" + grace + ")");
    }
  }
}

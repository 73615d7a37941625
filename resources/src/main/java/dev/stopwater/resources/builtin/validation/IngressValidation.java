package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Addresses;
import dev.stopwater.machinery.names.Names;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules of Ingresses.
final class IngressValidation {

  static final KindValidation RULES =
      KindValidation.of(IngressValidation::create)
          .update(IngressValidation::update)
          .status(IngressValidation::status);

  private static final Path SPEC = Path.of("spec");
  private static final String CLASS = "kubernetes.io/ingress.class";
  private static final List<String> PATH_TYPES =
      List.of("Exact", "ImplementationSpecific", "Prefix");
  private static final List<String> FORBIDDEN = List.of("//", "/./", "/../", "%2f", "%2F");
  private static final List<String> FORBIDDEN_ENDS = List.of("/..", "/.");

  private IngressValidation() {}

  private static void create(MapValue object, FieldErrors errors) {
    MapValue spec = object.mapOrEmpty("spec");
    String annotated = annotatedClass(object);
    String named = spec.text("ingressClassName");
    if (annotated != null && named != null && !annotated.equals(named)) {
      errors.invalidText(
          Path.of("annotations").child(CLASS),
          annotated,
          "must match `ingressClassName` when both are specified");
    }
    spec(spec, errors);
  }

  private static @Nullable String annotatedClass(MapValue object) {
    return object.mapOrEmpty("metadata").mapOrEmpty("annotations").text(CLASS);
  }

  private static void update(MapValue now, MapValue old, FieldErrors errors) {
    spec(now.mapOrEmpty("spec"), errors);
  }

  private static void spec(MapValue spec, FieldErrors errors) {
    ListValue rules = spec.listOrEmpty("rules");
    MapValue backend = spec.map("defaultBackend");
    if (rules.isEmpty() && backend == null) {
      errors.invalid(
          SPEC,
          spec.list("rules") == null ? "null" : "[]",
          "either `defaultBackend` or `rules` must be specified");
    }
    if (backend != null) {
      backend(backend, SPEC.child("defaultBackend"), errors);
    }
    for (int i = 0; i < rules.size(); i++) {
      rule(rules.mapAt(i), SPEC.child("rules").index(i), errors);
    }
    tls(spec.listOrEmpty("tls"), errors);
    String name = spec.text("ingressClassName");
    if (name != null) {
      Faults.invalidText(SPEC.child("ingressClassName"), name, Names.dnsSubdomain(name), errors);
    }
  }

  private static void tls(ListValue tls, FieldErrors errors) {
    for (int i = 0; i < tls.size(); i++) {
      Path at = SPEC.child("tls").index(i);
      List<String> hosts = tls.mapAt(i).listOrEmpty("hosts").texts();
      for (int j = 0; j < hosts.size(); j++) {
        host(hosts.get(j), at.child("hosts").index(j), errors);
      }
      String secret = tls.mapAt(i).text("secretName", "");
      if (!secret.isEmpty()) {
        Faults.invalidText(at.child("secretName"), secret, Names.dnsSubdomain(secret), errors);
      }
    }
  }

  private static void host(String host, Path at, FieldErrors errors) {
    List<String> faults =
        host.contains("*") ? Names.wildcardSubdomain(host) : Names.dnsSubdomain(host);
    Faults.invalidText(at, host, faults, errors);
  }

  private static void rule(MapValue rule, Path at, FieldErrors errors) {
    String host = rule.text("host", "");
    if (!host.isEmpty()) {
      if (Addresses.legacyIp(host).isEmpty()) {
        errors.invalidText(at.child("host"), host, "must be a DNS name, not an IP address");
      } else {
        host(host, at.child("host"), errors);
      }
    }
    MapValue http = rule.map("http");
    if (http == null) {
      return;
    }
    Path paths = at.child("http").child("paths");
    ListValue list = http.listOrEmpty("paths");
    if (list.isEmpty()) {
      errors.required(paths);
    }
    for (int i = 0; i < list.size(); i++) {
      path(list.mapAt(i), paths.index(i), errors);
    }
  }

  private static void path(MapValue path, Path at, FieldErrors errors) {
    String type = path.text("pathType");
    String text = path.text("path", "");
    if (type == null) {
      errors.required(at.child("pathType"), "pathType must be specified");
      return;
    }
    switch (type) {
      case "Exact", "Prefix" -> strictPath(text, at.child("path"), errors);
      case "ImplementationSpecific" -> {
        if (!text.isEmpty()) {
          absolute(text, at.child("path"), errors);
        }
      }
      default -> errors.notSupportedText(at.child("pathType"), type, PATH_TYPES);
    }
    backend(path.mapOrEmpty("backend"), at.child("backend"), errors);
  }

  private static void absolute(String path, Path at, FieldErrors errors) {
    if (!path.startsWith("/")) {
      errors.invalidText(at, path, "must be an absolute path");
    }
  }

  private static void strictPath(String path, Path at, FieldErrors errors) {
    absolute(path, at, errors);
    for (String part : FORBIDDEN) {
      if (path.contains(part)) {
        errors.invalidText(at, path, "must not contain '" + part + "'");
      }
    }
    for (String end : FORBIDDEN_ENDS) {
      if (path.endsWith(end)) {
        errors.invalidText(at, path, "cannot end with '" + end + "'");
      }
    }
  }

  private static void backend(MapValue backend, Path at, FieldErrors errors) {
    MapValue service = backend.map("service");
    MapValue resource = backend.map("resource");
    if (service != null && resource != null) {
      errors.invalid(at, "\"\"", "cannot set both resource and service backends");
    } else if (resource != null) {
      TypedReferences.local(resource, at.child("resource"), errors);
    } else if (service != null) {
      service(service, at, errors);
    } else {
      errors.invalid(at, "\"\"", "resource or service backend is required");
    }
  }

  private static void service(MapValue service, Path at, FieldErrors errors) {
    Path inner = at.child("service");
    if (Faults.requiredText(service, "name", inner, errors)) {
      String name = service.text("name", "");
      Faults.invalidText(inner.child("name"), name, Names.dnsLabel(name), errors);
    }
    MapValue port = service.mapOrEmpty("port");
    String name = port.text("name", "");
    long number = port.integer("number", 0);
    Path portAt = inner.child("port");
    if (!name.isEmpty() && number > 0) {
      errors.invalid(at, "\"\"", "cannot set both port name & port number");
    } else if (!name.isEmpty()) {
      Faults.invalidText(portAt.child("name"), name, Names.portName(name), errors);
    } else if (number != 0) {
      Numbers.inRange(port, "number", 1, 65535, portAt, errors);
    } else {
      errors.required(at, "port name or number is required");
    }
  }

  private static void status(MapValue now, MapValue old, FieldErrors errors) {
    Path at = Path.of("status", "loadBalancer", "ingress");
    ListValue points = now.mapOrEmpty("status").mapOrEmpty("loadBalancer").listOrEmpty("ingress");
    for (int i = 0; i < points.size(); i++) {
      ingressPoint(points.mapAt(i), at.index(i), errors);
    }
  }

  private static void ingressPoint(MapValue point, Path at, FieldErrors errors) {
    String address = point.text("ip", "");
    if (!address.isEmpty()) {
      Faults.invalidText(at.child("ip"), address, Addresses.ip(address), errors);
    }
    String host = point.text("hostname", "");
    if (!host.isEmpty()) {
      Faults.invalidText(at.child("hostname"), host, Names.dnsSubdomain(host), errors);
      if (Addresses.legacyIp(host).isEmpty()) {
        errors.invalidText(at.child("hostname"), host, "must be a DNS name, not an IP address");
      }
    }
  }
}

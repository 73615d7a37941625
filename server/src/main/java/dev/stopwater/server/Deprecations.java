package dev.stopwater.server;

import dev.stopwater.resources.definition.Definition;
import dev.stopwater.server.request.RequestContext;
import java.util.Map;

/// What kinds are deprecated, since when, and what takes their place: each use is answered with a
/// warning.
final class Deprecations {

  private static final Map<String, String> TEXTS =
      Map.of(
          "Endpoints",
          "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice",
          "ComponentStatus",
          "v1 ComponentStatus is deprecated in v1.19+");

  private Deprecations() {}

  static void warn(RequestContext request, Definition definition) {
    String text = TEXTS.get(definition.tableKey());
    if (text != null) {
      request.warn(text);
      request.deprecated();
    }
  }
}

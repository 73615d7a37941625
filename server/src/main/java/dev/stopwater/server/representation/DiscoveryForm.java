package dev.stopwater.server.representation;

import org.jspecify.annotations.Nullable;

/// Which form of discovery a client prefers: everything in one document, or the old lists.
public final class DiscoveryForm {

  private static final String KIND = "APIGroupDiscoveryList";
  private static final String GROUP = "apidiscovery.k8s.io";
  private static final String VERSION = "v2";

  private DiscoveryForm() {}

  /// Whether the first clause that can be served asks for the aggregated form.
  public static boolean aggregated(@Nullable String accept) {
    if (accept == null) {
      return false;
    }
    for (Negotiation.Clause clause : Negotiation.clauses(accept)) {
      boolean json = clause.accepts(MediaType.JSON);
      if (!clause.parameters().containsKey("as")) {
        if (json || clause.accepts(MediaType.YAML)) {
          return false;
        }
      } else if (json
          && KIND.equals(clause.parameters().get("as"))
          && GROUP.equals(clause.parameters().get("g"))
          && VERSION.equals(clause.parameters().get("v"))) {
        return true;
      }
    }
    return false;
  }
}

package dev.stopwater.server.representation;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.errors.StatusException.Details;
import dev.stopwater.server.representation.Representation.As;
import dev.stopwater.server.request.Query;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// From the `Accept` header to a [Representation], in upstream's two steps: the route first
/// compares bare types, letter by letter; then the clauses are weighed with their parameters.
public final class Negotiation {

  private static final Set<String> META_VERSIONS = Set.of("v1", "v1beta1");

  private final List<MediaType> served;
  private final String beside;

  /// @param served in the order of preference, which is also that of messages
  public Negotiation(List<MediaType> served) {
    this(served, "");
  }

  /// @param beside what the route's refusal lists after them
  public Negotiation(List<MediaType> served, String beside) {
    this.served = List.copyOf(served);
    this.beside = beside;
  }

  /// One clause of an `Accept` header.
  record Clause(String type, String subtype, double quality, Map<String, String> parameters) {

    boolean accepts(MediaType media) {
      String text = media.toString();
      int slash = text.indexOf('/');
      return (type.equals("*") && subtype.equals("*"))
          || (type.equals(text.substring(0, slash))
              && (subtype.equals("*") || subtype.equals(text.substring(slash + 1))));
    }
  }

  /// What a watch may be: `application/json;stream=watch`. Like [#choose], without YAML.
  ///
  /// @throws StatusException 406
  public Representation choose(
      @Nullable String accept, Query query, String userAgent, Set<As> forms) {
    routeAccepts(accept);
    boolean pretty = pretty(query, userAgent);
    if (accept == null || accept.isBlank()) {
      return Representation.json(pretty);
    }
    for (Clause clause : clauses(accept)) {
      for (MediaType media : served) {
        if (media != MediaType.PROTOBUF && clause.accepts(media)) {
          Representation chosen = form(clause, media, pretty, forms);
          if (chosen != null) {
            return chosen;
          }
        }
      }
    }
    throw notAcceptable("only the following media types are accepted: " + listed(), null);
  }

  /// For errors: whatever is asked for, as far as it can be had; else JSON.
  public static MediaType forErrors(@Nullable String accept) {
    if (accept == null) {
      return MediaType.JSON;
    }
    for (Clause clause : clauses(accept)) {
      if (clause.accepts(MediaType.JSON)) {
        return MediaType.JSON;
      }
      if (clause.accepts(MediaType.YAML)) {
        return MediaType.YAML;
      }
    }
    return MediaType.JSON;
  }

  private void routeAccepts(@Nullable String accept) {
    if (accept == null || accept.isEmpty()) {
      return;
    }
    for (String part : accept.split(",", -1)) {
      int semicolon = part.indexOf(';');
      String bare = (semicolon < 0 ? part : part.substring(0, semicolon)).strip();
      if (bare.equals("*/*") || served.stream().anyMatch(media -> media.toString().equals(bare))) {
        return;
      }
    }
    throw notAcceptable(
        "406: Not Acceptable\n\nAvailable representations: " + listed() + beside, Details.NONE);
  }

  private String listed() {
    return served.stream().map(MediaType::toString).collect(Collectors.joining(", "));
  }

  private static StatusException notAcceptable(String message, @Nullable Details details) {
    return new StatusException(406, "NotAcceptable", message, details);
  }

  private static @Nullable Representation form(
      Clause clause, MediaType media, boolean pretty, Set<As> forms) {
    String stream = clause.parameters.getOrDefault("stream", "watch");
    if (!stream.equals("watch")) {
      return null;
    }
    String kind = clause.parameters.getOrDefault("as", "");
    boolean indented = pretty || clause.parameters.getOrDefault("pretty", "").equals("1");
    if (!clause.parameters.containsKey("as")) {
      return new Representation(media, As.ITSELF, "", indented);
    }
    String version = clause.parameters.getOrDefault("v", "");
    if (!clause.parameters.getOrDefault("g", "").equals("meta.k8s.io")
        || !META_VERSIONS.contains(version)) {
      return null;
    }
    for (As as : forms) {
      if (as.kind().equals(kind)) {
        return media == MediaType.PROTOBUF && as == As.TABLE
            ? null
            : new Representation(media, as, version, indented);
      }
    }
    return null;
  }

  /// The clauses, best quality first; among equals, the more specific type, then the order sent.
  static List<Clause> clauses(String accept) {
    List<Clause> clauses = new ArrayList<>();
    for (String part : accept.split(",", -1)) {
      if (!part.isBlank()) {
        clauses.add(clause(part));
      }
    }
    clauses.sort(
        Comparator.comparingDouble((Clause c) -> -c.quality)
            .thenComparing(c -> c.type.equals("*"))
            .thenComparing(c -> c.subtype.equals("*")));
    return clauses;
  }

  private static Clause clause(String text) {
    String[] pieces = text.split(";", -1);
    String bare = pieces[0].strip();
    int slash = bare.indexOf('/');
    String type = slash < 0 ? bare : bare.substring(0, slash);
    String subtype = slash < 0 ? (bare.equals("*") ? "*" : "") : bare.substring(slash + 1);
    Map<String, String> parameters = new HashMap<>();
    double quality = 1;
    for (int i = 1; i < pieces.length; i++) {
      int equals = pieces[i].indexOf('=');
      if (equals > 0) {
        String key = pieces[i].substring(0, equals).strip();
        String value = pieces[i].substring(equals + 1).strip();
        if (key.equals("q")) {
          quality = quality(value);
        } else {
          parameters.put(key, value);
        }
      }
    }
    return new Clause(type, subtype, quality, parameters);
  }

  private static double quality(String value) {
    try {
      return Double.parseDouble(value);
    } catch (NumberFormatException e) {
      return 1;
    }
  }

  /// Indented if asked for, and for people: those who send no opinion with curl, wget or a browser.
  static boolean pretty(Query query, String userAgent) {
    if (query.has("pretty")) {
      return query.flag("pretty") && !query.text("pretty").isEmpty();
    }
    return userAgent.startsWith("curl")
        || userAgent.startsWith("Wget")
        || userAgent.startsWith("Mozilla/5.0");
  }
}

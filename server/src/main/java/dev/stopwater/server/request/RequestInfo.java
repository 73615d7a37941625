package dev.stopwater.server.request;

import java.util.List;
import java.util.Set;

/// What a request asks for, read from its method, path and query alone: the vocabulary of
/// authorization, metrics and routing. The path need not exist.
///
/// @param resourceRequest whether the path names a resource below a group version
/// @param verb `get`, `list`, `watch`, `create`, `update`, `patch`, `delete`, `deletecollection`;
///   for other paths the method in lower case
/// @param path decoded, as it was sent otherwise
/// @param apiPrefix `api` or `apis`; empty for other paths
/// @param parts the segments below the group version, without the namespace's two
public record RequestInfo(
    boolean resourceRequest,
    String verb,
    String path,
    String apiPrefix,
    String group,
    String version,
    String namespace,
    String resource,
    String name,
    String subresource,
    List<String> parts) {

  private static final Set<String> NAMESPACE_SUBRESOURCES = Set.of("status", "finalize");
  private static final Set<String> LONG_SUBRESOURCES =
      Set.of("attach", "exec", "proxy", "log", "portforward");

  public static RequestInfo parse(String method, String path, Query query) {
    List<String> segments = segments(path);
    String prefix = segments.getFirst();
    int fixed = prefix.equals("api") ? 2 : prefix.equals("apis") ? 3 : Integer.MAX_VALUE;
    if (segments.size() <= fixed) {
      return nonResource(method, path);
    }
    String group = fixed == 3 ? segments.get(1) : "";
    String version = segments.get(fixed - 1);
    return resource(
        method, path, query, prefix, group, version, segments.subList(fixed, segments.size()));
  }

  private static RequestInfo nonResource(String method, String path) {
    return new RequestInfo(
        false,
        method.toLowerCase(java.util.Locale.ROOT),
        path,
        "",
        "",
        "",
        "",
        "",
        "",
        "",
        List.of());
  }

  private static RequestInfo resource(
      String method,
      String path,
      Query query,
      String prefix,
      String group,
      String version,
      List<String> rest) {
    String verb = verb(method);
    List<String> parts = rest;
    if (parts.getFirst().equals("watch") && parts.size() > 1) {
      verb = "watch";
      parts = parts.subList(1, parts.size());
    }
    String namespace = "";
    if (parts.getFirst().equals("namespaces") && parts.size() > 1) {
      namespace = parts.get(1);
      if (parts.size() > 2 && !NAMESPACE_SUBRESOURCES.contains(parts.get(2))) {
        parts = parts.subList(2, parts.size());
      }
    }
    String resource = parts.getFirst();
    String name = parts.size() > 1 ? parts.get(1) : "";
    String subresource = parts.size() > 2 ? parts.get(2) : "";
    if (name.isEmpty()) {
      name = pinnedName(verb, query);
      verb = collectionVerb(verb, query);
    }
    return new RequestInfo(
        true,
        verb,
        path,
        prefix,
        group,
        version,
        namespace,
        resource,
        name,
        subresource,
        List.copyOf(parts));
  }

  private static String verb(String method) {
    return switch (method) {
      case "POST" -> "create";
      case "GET", "HEAD" -> "get";
      case "PUT" -> "update";
      case "PATCH" -> "patch";
      case "DELETE" -> "delete";
      default -> "";
    };
  }

  private static String collectionVerb(String verb, Query query) {
    return switch (verb) {
      case "get" -> query.flag("watch") ? "watch" : "list";
      case "delete" -> "deletecollection";
      default -> verb;
    };
  }

  /// A field selector that pins the name makes a collection's request one about that object.
  private static String pinnedName(String verb, Query query) {
    if (!verb.equals("get") && !verb.equals("delete") && !verb.equals("watch")) {
      return "";
    }
    String selector = query.text("fieldSelector");
    if (!selector.startsWith("metadata.name=")) {
      return "";
    }
    String value = selector.substring("metadata.name=".length());
    value = value.startsWith("=") ? value.substring(1) : value;
    return value.matches("[^/%,=!\\\\]+") && !value.equals(".") && !value.equals("..") ? value : "";
  }

  private static List<String> segments(String path) {
    String trimmed = path.startsWith("/") ? path.substring(1) : path;
    trimmed = trimmed.endsWith("/") ? trimmed.substring(0, trimmed.length() - 1) : trimmed;
    return List.of(trimmed.split("/", -1));
  }

  /// Whether the request may stay open by nature and so has no ordinary deadline.
  public boolean longRunning() {
    return verb.equals("watch")
        || (resourceRequest && LONG_SUBRESOURCES.contains(subresource))
        || path.startsWith("/debug/pprof/");
  }

  public boolean mutating() {
    return switch (verb) {
      case "create", "update", "patch", "delete", "deletecollection" -> true;
      default -> false;
    };
  }
}

package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The parameters of operations: which each takes, and what they look like.
final class Parameters {

  static final List<String> LIST =
      List.of(
          "allowWatchBookmarks",
          "continue",
          "fieldSelector",
          "labelSelector",
          "limit",
          "resourceVersion",
          "resourceVersionMatch",
          "sendInitialEvents",
          "shardSelector",
          "timeoutSeconds",
          "watch");
  static final List<String> WRITE = List.of("dryRun", "fieldManager", "fieldValidation");
  static final List<String> PATCH = List.of("dryRun", "fieldManager", "fieldValidation", "force");
  static final List<String> DELETE =
      List.of(
          "dryRun",
          "gracePeriodSeconds",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "orphanDependents",
          "propagationPolicy");

  /// Options of subresources that are no API objects.
  private static final Map<String, List<String>> CONNECT =
      Map.of(
          "attach", List.of("container", "stderr", "stdin", "stdout", "tty"),
          "exec", List.of("command", "container", "stderr", "stdin", "stdout", "tty"),
          "portforward", List.of("ports"),
          "proxy", List.of("path"),
          "log",
              List.of(
                  "container",
                  "follow",
                  "insecureSkipTLSVerifyBackend",
                  "limitBytes",
                  "previous",
                  "sinceSeconds",
                  "stream",
                  "tailLines",
                  "timestamps"));

  private static final Set<String> BOOLEANS =
      Set.of(
          "allowWatchBookmarks",
          "follow",
          "force",
          "ignoreStoreReadErrorWithClusterBreakingPotential",
          "insecureSkipTLSVerifyBackend",
          "orphanDependents",
          "previous",
          "sendInitialEvents",
          "stderr",
          "stdin",
          "stdout",
          "timestamps",
          "tty",
          "watch");
  private static final Set<String> INTEGERS =
      Set.of(
          "gracePeriodSeconds",
          "limit",
          "limitBytes",
          "ports",
          "sinceSeconds",
          "tailLines",
          "timeoutSeconds");

  private Parameters() {}

  /// Those of deleting a collection: of both a list and a delete, but for watching.
  static List<String> deleteCollection() {
    List<String> names = new ArrayList<>(LIST);
    names.removeAll(List.of("allowWatchBookmarks", "watch"));
    names.addAll(DELETE);
    return names;
  }

  /// The options of a subresource's own, or none.
  static List<String> connect(String subresource) {
    return CONNECT.getOrDefault(subresource, List.of());
  }

  static boolean isConnect(String subresource) {
    return CONNECT.containsKey(subresource) && !subresource.equals("log");
  }

  /// @param path the names that stand in braces in the path
  static Map<String, Value> of(List<String> query, List<String> path) {
    TreeMap<String, Value> parameters = new TreeMap<>();
    query.forEach(name -> parameters.put("query " + name, parameter("query", name)));
    path.forEach(
        name -> parameters.put("path " + name, parameter("path", name).put("required", true)));
    return parameters;
  }

  private static MapValue parameter(String in, String name) {
    String type =
        BOOLEANS.contains(name) ? "boolean" : INTEGERS.contains(name) ? "integer" : "string";
    return MapValue.of(
        "name", name, "in", in, "schema", MapValue.of("type", type, "uniqueItems", true));
  }

  /// Sorted by name.
  static ListValue list(Map<String, Value> parameters) {
    TreeMap<String, Value> byName = new TreeMap<>();
    parameters.forEach(
        (key, value) -> byName.put(key.substring(key.indexOf(' ') + 1) + " " + key, value));
    ListValue list = new ListValue();
    byName.values().forEach(list::add);
    return list;
  }
}

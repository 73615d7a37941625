package dev.stopwater.server.openapi;

import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One path and its operations. Parameters that all operations share stand with the path.
final class PathItem {

  private static final Pattern BRACES = Pattern.compile("\\{(\\w+)}");

  private final List<String> pathParameters;
  private final Map<String, MapValue> operations = new LinkedHashMap<>();
  private final Map<String, Map<String, Value>> parameters = new LinkedHashMap<>();

  PathItem(String path) {
    Matcher matcher = BRACES.matcher(path);
    pathParameters = matcher.results().map(result -> result.group(1)).toList();
  }

  void add(String method, MapValue operation, List<String> query) {
    operations.put(method, operation);
    parameters.put(method, Parameters.of(query, pathParameters));
  }

  boolean isEmpty() {
    return operations.isEmpty();
  }

  MapValue toValue() {
    Map<String, Value> shared = shared();
    MapValue item = new MapValue();
    operations.forEach((method, operation) -> {
      Map<String, Value> own = new HashMap<>(parameters.getOrDefault(method, Map.of()));
      own.keySet().removeAll(shared.keySet());
      if (!own.isEmpty()) {
        operation.put("parameters", Parameters.list(own));
      }
      item.put(method, operation);
    });
    if (!shared.isEmpty()) {
      item.put("parameters", Parameters.list(shared));
    }
    return item;
  }

  private Map<String, Value> shared() {
    Map<String, Value> shared = new HashMap<>(parameters.values().iterator().next());
    parameters.values().forEach(each -> shared.keySet().retainAll(each.keySet()));
    return shared;
  }
}

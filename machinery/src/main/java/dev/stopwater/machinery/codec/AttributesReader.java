package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.select.Attributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// Reads from an object's stored bytes what selection needs, in one pass and without a tree: what
/// no path leads to is skipped.
///
/// A path such as `spec.nodeName` leads to a text, a number or a flag, taken as text; through a
/// list it leads to the first item, and one that ends at `{"ip":"…"}` takes the `ip`
/// (`status.podIPs`).
public final class AttributesReader {

  /// Where paths lead from one key: further down, or to a value that is wanted.
  private static final class Step {
    final Map<String, Step> next = new HashMap<>();
    @Nullable String wanted;
    boolean holdsLabels;

    Step child(String key) {
      return next.computeIfAbsent(key, unknown -> new Step());
    }
  }

  private record Found(Map<String, String> fields, Map<String, String> labels) {
    String take(String path) {
      String value = fields.remove(path);
      return value == null ? "" : value;
    }
  }

  private static final String NAMESPACE = "metadata.namespace";
  private static final String NAME = "metadata.name";
  private static final String UID = "metadata.uid";

  private final Step root = new Step();
  private final Map<String, String> absent = new TreeMap<>();

  /// @param fieldPaths the kind's own selectable fields; one that an object lacks reads as `""`
  public static AttributesReader of(Collection<String> fieldPaths) {
    return new AttributesReader(fieldPaths);
  }

  private AttributesReader(Collection<String> fieldPaths) {
    fieldPaths.forEach(path -> absent.put(path, ""));
    fieldPaths.forEach(this::want);
    want(NAMESPACE);
    want(NAME);
    want(UID);
    root.child("metadata").child("labels").holdsLabels = true;
  }

  private void want(String path) {
    Step step = root;
    for (String key : path.split("\\.")) {
      step = step.child(key);
    }
    step.wanted = path;
  }

  /// @param object as [JsonWriter] wrote it
  public Attributes read(byte[] object) {
    Found found = new Found(new HashMap<>(absent), new LinkedHashMap<>());
    try (JsonParser parser = Json.streaming(object)) {
      parser.nextToken();
      walk(parser, root, found);
    }
    String namespace = found.take(NAMESPACE);
    String name = found.take(NAME);
    return new Attributes(namespace, name, found.take(UID), found.labels, found.fields);
  }

  /// Walks the value at which the parser stands; as deep as the paths are, not as the object is.
  private static void walk(JsonParser parser, Step step, Found found) {
    switch (parser.currentToken()) {
      case START_OBJECT -> walkMap(parser, step, found);
      case START_ARRAY -> walkFirst(parser, step, found);
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        if (step.wanted != null) {
          found.fields.put(step.wanted, parser.getString());
        }
      }
      default -> {}
    }
  }

  private static void walkMap(JsonParser parser, Step step, Found found) {
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      JsonToken token = parser.nextToken();
      Step next = step.next.get(key);
      if (step.holdsLabels && token == JsonToken.VALUE_STRING) {
        found.labels.put(key, parser.getString());
      } else if (next != null) {
        walk(parser, next, found);
      } else if (step.wanted != null && key.equals("ip") && token == JsonToken.VALUE_STRING) {
        found.fields.put(step.wanted, parser.getString());
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void walkFirst(JsonParser parser, Step step, Found found) {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return;
    }
    walk(parser, step, found);
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      parser.skipChildren();
    }
  }
}

package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.select.Attributes;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// Reads of an object's JSON no more than selection needs, without building a tree: namespace, name,
/// uid, labels, and the texts at a kind's own paths. Numbers and booleans count as their text.
///
/// A path goes through maps only (`spec.nodeName`); where it ends at a list, the texts of its items
/// are joined by commas, and an item that is a map counts as its first text (`status.podIPs`).
/// Immutable; any thread.
public final class AttributesReader {

  private static final JsonFactory FACTORY = JsonFactory.builder().build();

  private final Step root;

  /// One key on the way to something that is wanted.
  private static final class Step {
    private final Map<String, Step> below = new HashMap<>();
    private String wanted = "";

    private Step to(String key) {
      return below.computeIfAbsent(key, unseen -> new Step());
    }
  }

  private AttributesReader(Step root) {
    this.root = root;
  }

  /// @param paths dotted, as field selectors name them
  public static AttributesReader of(Collection<String> paths) {
    Step root = new Step();
    for (String path : Set.copyOf(paths)) {
      Step step = root;
      for (String key : path.split("\\.")) {
        step = step.to(key);
      }
      step.wanted = path;
    }
    for (String key : new String[] {"namespace", "name", "uid", "labels"}) {
      Step step = root.to("metadata").to(key);
      step.wanted = "metadata." + key;
    }
    return new AttributesReader(root);
  }

  /// @throws tools.jackson.core.JacksonException for bytes that are no JSON object
  public Attributes read(byte[] json) {
    Map<String, String> found = new HashMap<>();
    Map<String, String> labels = new HashMap<>();
    try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
      parser.nextToken();
      object(parser, root, found, labels);
    }
    String namespace = taken(found, "metadata.namespace");
    String name = taken(found, "metadata.name");
    String uid = taken(found, "metadata.uid");
    return new Attributes(namespace, name, uid, labels, found);
  }

  private static String taken(Map<String, String> found, String path) {
    String text = found.remove(path);
    return text == null ? "" : text;
  }

  private static void object(
      JsonParser parser, Step step, Map<String, String> found, Map<String, String> labels) {
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      Step next = step.below.get(parser.currentName());
      JsonToken value = parser.nextToken();
      if (next == null) {
        parser.skipChildren();
      } else if (next.wanted.equals("metadata.labels")) {
        labels(parser, value, labels);
      } else if (value == JsonToken.START_OBJECT) {
        object(parser, next, found, labels);
      } else if (!next.wanted.isEmpty()) {
        scalar(parser, value, next.wanted, found);
      } else {
        parser.skipChildren();
      }
    }
  }

  private static void labels(JsonParser parser, JsonToken value, Map<String, String> labels) {
    if (value != JsonToken.START_OBJECT) {
      parser.skipChildren();
      return;
    }
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      String key = parser.currentName();
      parser.nextToken();
      labels.put(key, text(parser));
    }
  }

  private static void scalar(
      JsonParser parser, JsonToken value, String path, Map<String, String> found) {
    if (value == JsonToken.START_ARRAY) {
      found.put(path, joined(parser));
    } else if (value != JsonToken.VALUE_NULL) {
      found.put(path, text(parser));
    }
  }

  private static String joined(JsonParser parser) {
    StringBuilder texts = new StringBuilder();
    for (JsonToken item = parser.nextToken();
        item != null && item != JsonToken.END_ARRAY;
        item = parser.nextToken()) {
      String text = item == JsonToken.START_OBJECT ? firstText(parser) : text(parser);
      texts.append(texts.isEmpty() ? "" : ",").append(text);
    }
    return texts.toString();
  }

  private static String firstText(JsonParser parser) {
    String first = "";
    while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
      parser.nextToken();
      String text = text(parser);
      first = first.isEmpty() ? text : first;
    }
    return first;
  }

  private static String text(JsonParser parser) {
    if (parser.currentToken().isStructStart()) {
      parser.skipChildren();
      return "";
    }
    String text = parser.getString();
    return text == null ? "" : text;
  }
}

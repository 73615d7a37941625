package dev.stopwater.machinery.value;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A JSON object that keeps the order of its keys; equality does not look at the order.
///
/// The typed readers (`text`, `map`, …) answer null both where a key is absent and where its value
/// is of another type: code that runs after the schema's decoder needs no third case.
public final class MapValue implements Value {

  private final LinkedHashMap<String, Value> entries = new LinkedHashMap<>();

  /// A map of `keysAndValues`, taken in turn: `MapValue.of("name", "a", "port", 80)`. Values are
  /// strings, whole numbers, booleans or [Value]s.
  public static MapValue of(Object... keysAndValues) {
    MapValue map = new MapValue();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      map.put((String) keysAndValues[i], valueOf(keysAndValues[i + 1]));
    }
    return map;
  }

  private static Value valueOf(Object plain) {
    return switch (plain) {
      case Value value -> value;
      case String text -> new Text(text);
      case Boolean flag -> new Bool(flag);
      case Integer number -> new Int(number);
      case Long number -> new Int(number);
      default -> throw new IllegalArgumentException("not a JSON value: " + plain.getClass());
    };
  }

  public @Nullable Value find(String key) {
    return entries.get(key);
  }

  /// The value at the end of a path of keys, or null where a step is missing or not a map.
  public @Nullable Value at(String... path) {
    Value value = this;
    for (String key : path) {
      if (!(value instanceof MapValue map)) {
        return null;
      }
      value = map.find(key);
      if (value == null) {
        return null;
      }
    }
    return value;
  }

  public @Nullable MapValue mapAt(String... path) {
    return at(path) instanceof MapValue map ? map : null;
  }

  public @Nullable ListValue listAt(String... path) {
    return at(path) instanceof ListValue list ? list : null;
  }

  public @Nullable String textAt(String... path) {
    return at(path) instanceof Text text ? text.value() : null;
  }

  public @Nullable Long integerAt(String... path) {
    return at(path) instanceof Int number ? (Long) number.value() : null;
  }

  public @Nullable String text(String key) {
    return entries.get(key) instanceof Text text ? text.value() : null;
  }

  public String text(String key, String otherwise) {
    return entries.get(key) instanceof Text text ? text.value() : otherwise;
  }

  public @Nullable Long integer(String key) {
    return entries.get(key) instanceof Int number ? (Long) number.value() : null;
  }

  public long integer(String key, long otherwise) {
    return entries.get(key) instanceof Int number ? number.value() : otherwise;
  }

  /// Whether the key holds `true`: absent is false, as for Go's zero value.
  public boolean flag(String key) {
    return entries.get(key) instanceof Bool flag && flag.value();
  }

  public @Nullable MapValue map(String key) {
    return entries.get(key) instanceof MapValue map ? map : null;
  }

  public @Nullable ListValue list(String key) {
    return entries.get(key) instanceof ListValue list ? list : null;
  }

  /// The map under `key`, or an empty one that is *not* put there.
  public MapValue mapOrEmpty(String key) {
    return entries.get(key) instanceof MapValue map ? map : new MapValue();
  }

  /// The list under `key`, or an empty one that is *not* put there.
  public ListValue listOrEmpty(String key) {
    return entries.get(key) instanceof ListValue list ? list : new ListValue();
  }

  /// The map under `key`, put there if there is none.
  public MapValue mapOrPut(String key) {
    if (entries.get(key) instanceof MapValue map) {
      return map;
    }
    MapValue map = new MapValue();
    entries.put(key, map);
    return map;
  }

  public boolean has(String key) {
    return entries.containsKey(key);
  }

  public MapValue put(String key, Value value) {
    entries.put(key, value);
    return this;
  }

  public MapValue put(String key, String text) {
    return put(key, new Text(text));
  }

  public MapValue put(String key, long number) {
    return put(key, new Int(number));
  }

  public MapValue put(String key, boolean flag) {
    return put(key, new Bool(flag));
  }

  /// Puts `value` unless the key holds something, `null` included.
  public MapValue putIfAbsent(String key, Value value) {
    entries.putIfAbsent(key, value);
    return this;
  }

  public @Nullable Value remove(String key) {
    return entries.remove(key);
  }

  public Set<String> keys() {
    return entries.keySet();
  }

  public Set<Map.Entry<String, Value>> entries() {
    return entries.entrySet();
  }

  /// The key that was put last of all that are there.
  ///
  /// @throws java.util.NoSuchElementException if the map is empty
  public String lastKey() {
    return entries.lastEntry().getKey();
  }

  /// Orders the keys of this map, though not of maps within it.
  public void sortKeys() {
    TreeMap<String, Value> sorted = new TreeMap<>(entries);
    entries.clear();
    entries.putAll(sorted);
  }

  public int size() {
    return entries.size();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public MapValue copy() {
    return Trees.copy(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof MapValue value && Trees.equal(this, value);
  }

  @Override
  public int hashCode() {
    return entries.hashCode();
  }

  @Override
  public String toString() {
    return entries.toString();
  }
}

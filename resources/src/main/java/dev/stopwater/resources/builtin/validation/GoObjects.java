package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Objects as messages show those that upstream holds in its internal types: with Go's names of the
/// fields, each of them, in the order in which they are declared.
final class GoObjects {

  /// A field, as the table words it.
  ///
  /// @param key where the value is in the API: steps with slashes between
  private record Member(String name, String type, String key, boolean omitted) {}

  private static final Map<String, List<Member>> TYPES = read();

  private GoObjects() {}

  static String json(String type, MapValue object) {
    return ShownValue.json(of(type, object));
  }

  static String json(String type, ListValue objects) {
    return ShownValue.json(list(type, objects));
  }

  /// The object of a type, with each of its fields.
  static MapValue of(String type, MapValue object) {
    MapValue shown = new MapValue();
    for (Member member : TYPES.getOrDefault(type, List.of())) {
      Value value = object.at(member.key().split("/", -1));
      if (!member.omitted() || !isNothing(value)) {
        shown.put(member.name(), member(member.type(), value));
      }
    }
    return shown;
  }

  private static Value member(String type, @Nullable Value value) {
    if (value == null || value == Null.NULL) {
      return missing(type);
    }
    if (type.startsWith("[]")) {
      return list(type.substring(2), value);
    }
    if (type.startsWith("{}")) {
      return sorted(value);
    }
    String bare = type.startsWith("*") ? type.substring(1) : type;
    return TYPES.containsKey(bare) && value instanceof MapValue map ? of(bare, map) : value;
  }

  private static Value sorted(Value value) {
    MapValue sorted = new MapValue();
    if (value instanceof MapValue map) {
      map.entries().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
    }
    return sorted;
  }

  /// Whether two objects of a type mean the same: an empty list or map is like none.
  static boolean equal(@Nullable Value a, @Nullable Value b) {
    if (a instanceof MapValue one && b instanceof MapValue other) {
      Set<String> keys = new HashSet<>(one.keys());
      keys.addAll(other.keys());
      return keys.stream().allMatch(key -> equal(one.find(key), other.find(key)));
    }
    if (a instanceof ListValue one && b instanceof ListValue other) {
      return one.size() == other.size()
          && IntStream.range(0, one.size()).allMatch(i -> equal(one.at(i), other.at(i)));
    }
    return Objects.equals(a, b) || (isNothing(a) && isNothing(b));
  }

  private static boolean isNothing(@Nullable Value value) {
    return switch (value) {
      case null -> true;
      case Null none -> true;
      case ListValue list -> list.isEmpty();
      case MapValue map -> map.isEmpty();
      default -> false;
    };
  }

  private static Value list(String type, Value value) {
    if (!(value instanceof ListValue list) || !TYPES.containsKey(type)) {
      return value;
    }
    ListValue shown = new ListValue();
    list.maps().forEach(item -> shown.add(of(type, item)));
    return shown;
  }

  private static Value missing(String type) {
    return switch (type) {
      case "string" -> new Text("");
      case "bool" -> new Bool(false);
      case "int" -> new Int(0);
      case "quantity" -> new Text("0");
      default -> TYPES.containsKey(type) ? of(type, new MapValue()) : Null.NULL;
    };
  }

  private static Map<String, List<Member>> read() {
    try (InputStream file = GoObjects.class.getResourceAsStream("internal-1.36.txt")) {
      if (file == null) {
        throw new IllegalStateException("the table of internal types is missing");
      }
      return parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, List<Member>> parse(String text) {
    Map<String, List<Member>> types = new HashMap<>();
    List<Member> members = new ArrayList<>();
    for (String line : text.lines().toList()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] words = line.strip().split(" +", -1);
      if (!line.startsWith(" ")) {
        members = new ArrayList<>();
        types.put(words[0], members);
      } else {
        String key = words.length > 2 ? words[2] : lowerFirst(words[0]);
        members.add(new Member(words[0], words[1], key, words.length > 3));
      }
    }
    return Map.copyOf(types);
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}

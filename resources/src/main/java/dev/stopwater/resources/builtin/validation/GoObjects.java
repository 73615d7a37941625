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

  /// A field: `Name:type`, where the type is `*T`, `[]T`, `{}`, `T`, or empty for a scalar.
  private record Member(String name, String key, String type) {}

  private static final Map<String, List<Member>> TYPES = read();

  private GoObjects() {}

  static String json(String type, MapValue object) {
    return ShownValue.json(of(type, object));
  }

  /// The object of a type, with each of its fields.
  static MapValue of(String type, MapValue object) {
    MapValue shown = new MapValue();
    for (Member member : TYPES.getOrDefault(type, List.of())) {
      shown.put(member.name(), member(member, object));
    }
    return shown;
  }

  private static Value member(Member member, MapValue object) {
    Value value = object.find(member.key());
    String type = member.type();
    if (value == null || value == Null.NULL) {
      return missing(type);
    }
    if (type.startsWith("[]")) {
      return list(type.substring(2), value);
    }
    String bare = type.startsWith("*") ? type.substring(1) : type;
    return TYPES.containsKey(bare) && value instanceof MapValue map ? of(bare, map) : value;
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
        members.add(new Member(words[0], key, words[1]));
      }
    }
    return Map.copyOf(types);
  }

  private static String lowerFirst(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}

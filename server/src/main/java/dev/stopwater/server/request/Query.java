package dev.stopwater.server.request;

import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The query of a URL as Go reads it: a pair that holds a semicolon or a broken escape is dropped,
/// the rest stands; of a repeated parameter the first value counts.
public final class Query {

  private static final Query EMPTY = new Query(Map.of());

  private final Map<String, List<String>> values;

  private Query(Map<String, List<String>> values) {
    this.values = values;
  }

  public static Query parse(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return EMPTY;
    }
    Map<String, List<String>> values = new LinkedHashMap<>();
    for (String pair : raw.split("&", -1)) {
      add(values, pair);
    }
    return new Query(values);
  }

  private static void add(Map<String, List<String>> values, String pair) {
    if (pair.isEmpty() || pair.indexOf(';') >= 0) {
      return;
    }
    int equals = pair.indexOf('=');
    String key = PercentCode.decode(equals < 0 ? pair : pair.substring(0, equals), true);
    String value = equals < 0 ? "" : PercentCode.decode(pair.substring(equals + 1), true);
    if (key != null && value != null) {
      values.computeIfAbsent(key, k -> new ArrayList<>(1)).add(value);
    }
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /// The first value, or the empty text.
  public String text(String name) {
    List<String> all = values.get(name);
    return all == null ? "" : all.getFirst();
  }

  public List<String> all(String name) {
    return values.getOrDefault(name, List.of());
  }

  /// Go's conversion of a query value to a boolean: true for anything but `0`, `false`, `False`.
  public boolean flag(String name) {
    List<String> all = values.get(name);
    return all != null && !isFalse(all.getFirst());
  }

  /// The same, where absent is a third answer.
  public @Nullable Boolean flagIfPresent(String name) {
    return has(name) ? flag(name) : null;
  }

  private static boolean isFalse(String value) {
    return value.equals("0") || value.equals("false") || value.equals("False");
  }

  /// @throws StatusException 400 with Go's words where the value is no 64-bit integer
  public @Nullable Long integer(String name) {
    List<String> all = values.get(name);
    if (all == null) {
      return null;
    }
    String value = all.getFirst();
    try {
      if (value.startsWith("+") && value.length() > 1 && !Character.isDigit(value.charAt(1))) {
        throw new NumberFormatException();
      }
      return Long.valueOf(value);
    } catch (NumberFormatException e) {
      String problem = value.matches("[+-]?[0-9]+") ? "value out of range" : "invalid syntax";
      throw StatusException.badRequest(
          "strconv.ParseInt: parsing " + GoQuote.quote(value) + ": " + problem);
    }
  }

  /// Percent codes as Go's `url` package reads them.
  public static final class PercentCode {

    private PercentCode() {}

    /// @return null where an escape is broken
    public static @Nullable String decode(String text, boolean plusIsSpace) {
      if (text.indexOf('%') < 0 && !(plusIsSpace && text.indexOf('+') >= 0)) {
        return text;
      }
      byte[] source = text.getBytes(StandardCharsets.UTF_8);
      byte[] decoded = new byte[source.length];
      int length = 0;
      for (int i = 0; i < source.length; i++) {
        byte b = source[i];
        if (b == '%') {
          int value = i + 2 < source.length ? hex(source[i + 1]) << 4 | hex(source[i + 2]) : -1;
          if (value < 0) {
            return null;
          }
          b = (byte) value;
          i += 2;
        } else if (b == '+' && plusIsSpace) {
          b = ' ';
        }
        decoded[length++] = b;
      }
      return new String(decoded, 0, length, StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
      return Character.digit((char) digit, 16);
    }
  }
}

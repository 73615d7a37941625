package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.GoTime;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Spans of time for people: the longer a span, the coarser its text.
final class Ages {

  private static final String UNKNOWN = "<unknown>";
  private static final String INVALID = "<invalid>";

  private Ages() {}

  /// `5s`, `2m3s`, `4h5m`, `3d4h`, `400d`, `5y12d`. A span that ends more than a second before it
  /// began is invalid.
  static String text(Duration span) {
    long seconds = span.toMillis() / 1000;
    if (seconds < -1) {
      return INVALID;
    }
    long minutes = seconds / 60;
    long hours = minutes / 60;
    long days = hours / 24;
    if (seconds < 2 * 60) {
      return Math.max(seconds, 0) + "s";
    }
    if (minutes < 10) {
      return minutes + "m" + rest(seconds % 60, "s");
    }
    if (minutes < 3 * 60) {
      return minutes + "m";
    }
    if (hours < 8) {
      return hours + "h" + rest(minutes % 60, "m");
    }
    if (hours < 2 * 24) {
      return hours + "h";
    }
    if (days < 8) {
      return days + "d" + rest(hours % 24, "h");
    }
    if (days < 2 * 365) {
      return days + "d";
    }
    return days / 365 + "y" + (days < 8 * 365 ? rest(days % 365, "d") : "");
  }

  private static String rest(long count, String unit) {
    return count == 0 ? "" : count + unit;
  }

  /// The age of a point in time, or of an object; null where there is no point in time.
  static @Nullable Value age(Value seen, Instant now) {
    if (seen instanceof MapValue object) {
      Instant created = time(object.at("metadata", "creationTimestamp"));
      return new Text(created == null ? UNKNOWN : since(created, now));
    }
    Instant time = time(seen);
    return time == null ? null : new Text(since(time, now));
  }

  static String since(Instant time, Instant now) {
    return text(Duration.between(time, now));
  }

  /// The later of two, either of which may be missing.
  static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return other.isAfter(one) ? other : one;
  }

  /// The point in time that a field holds, or null; Go's zero counts as none.
  static @Nullable Instant time(@Nullable Value value) {
    if (!(value instanceof Text(String text)) || text.isEmpty()) {
      return null;
    }
    try {
      Instant time = GoTime.parse(text);
      return time.equals(GoTime.ZERO) ? null : time;
    } catch (DecodeException e) {
      return null;
    }
  }
}

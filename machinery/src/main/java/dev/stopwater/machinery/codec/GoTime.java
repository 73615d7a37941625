package dev.stopwater.machinery.codec;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/// Points in time as objects carry them: `Time` with seconds, `MicroTime` with exactly six places,
/// both printed in UTC.
public final class GoTime {

  /// Go's zero time, which objects show as `null`.
  public static final Instant ZERO = Instant.parse("0001-01-01T00:00:00Z");

  private static final DateTimeFormatter SECONDS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter MICROS =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private GoTime() {}

  /// Reads RFC 3339; a fraction is allowed and kept.
  ///
  /// @throws DecodeException in Go's words
  public static Instant parse(String text) {
    return new Reader(text, "2006-01-02T15:04:05Z07:00").read(false);
  }

  /// Reads RFC 3339 with six places, no fewer and no more.
  ///
  /// @throws DecodeException in Go's words
  public static Instant parseMicro(String text) {
    return new Reader(text, "2006-01-02T15:04:05.000000Z07:00").read(true);
  }

  /// `2024-01-02T03:04:05Z`
  public static String format(Instant time) {
    return SECONDS.format(time.truncatedTo(ChronoUnit.SECONDS));
  }

  /// `2024-01-02T03:04:05.123456Z`
  public static String formatMicro(Instant time) {
    return MICROS.format(time);
  }

  /// Reads one text from left to right; each part is named in messages as Go's layouts name it.
  private static final class Reader {
    private static final int MICRO_LENGTH = 7; // the point and six places

    private final String text;
    private final String layout;
    private String rest;

    Reader(String text, String layout) {
      this.text = text;
      this.layout = layout;
      this.rest = text;
    }

    Instant read(boolean micro) {
      int year = year();
      literal("-");
      int month = ranged(number("01", true), 1, 12, "month");
      literal("-");
      int day = number("02", true);
      literal("T");
      int hour = ranged(number("15", false), 0, 23, "hour");
      literal(":");
      int minute = ranged(number("04", true), 0, 59, "minute");
      literal(":");
      int second = ranged(number("05", true), 0, 59, "second");
      int nanos = micro ? micros() : fraction();
      int offsetSeconds = zone();
      if (!rest.isEmpty()) {
        throw fault(": extra text: " + TimeQuote.quote(rest));
      }
      if (day < 1 || day > YearMonth.of(year, month).lengthOfMonth()) {
        throw fault(": day out of range");
      }
      return LocalDateTime.of(year, month, day, hour, minute, second, nanos)
          .minusSeconds(offsetSeconds)
          .toInstant(ZoneOffset.UTC);
    }

    private int year() {
      if (!digits(4)) {
        throw unexpected("2006");
      }
      return take(4);
    }

    private void literal(String literal) {
      if (!rest.startsWith(literal)) {
        throw unexpected(literal);
      }
      rest = rest.substring(1);
    }

    /// Two digits, or one where that is enough.
    private int number(String name, boolean two) {
      if (digits(2)) {
        return take(2);
      }
      if (two || !digits(1)) {
        throw unexpected(name);
      }
      return take(1);
    }

    private int ranged(int number, int least, int most, String name) {
      if (number < least || number > most) {
        throw fault(": " + name + " out of range");
      }
      return number;
    }

    private int micros() {
      boolean point = rest.startsWith(".") || rest.startsWith(",");
      if (!point || rest.length() < MICRO_LENGTH || !digits(rest.substring(1), MICRO_LENGTH - 1)) {
        throw unexpected(".000000");
      }
      rest = rest.substring(1);
      return take(MICRO_LENGTH - 1) * 1_000;
    }

    private int fraction() {
      boolean point = rest.startsWith(".") || rest.startsWith(",");
      if (!point || !digits(rest.substring(1), 1)) {
        return 0;
      }
      int end = 1;
      while (end < rest.length() && digit(rest.charAt(end))) {
        end++;
      }
      String nanos = (rest.substring(1, end) + "000000000").substring(0, 9);
      rest = rest.substring(end);
      return Integer.parseInt(nanos);
    }

    private int zone() {
      if (rest.startsWith("Z")) {
        rest = rest.substring(1);
        return 0;
      }
      boolean signed = rest.startsWith("+") || rest.startsWith("-");
      if (!signed
          || rest.length() < 6
          || rest.charAt(3) != ':'
          || !digits(rest.substring(1), 2)
          || !digits(rest.substring(4), 2)) {
        throw unexpected("Z07:00");
      }
      int sign = rest.startsWith("-") ? -1 : 1;
      rest = rest.substring(1);
      int hours = ranged(take(2), 0, 24, "time zone offset hour");
      rest = rest.substring(1);
      int minutes = ranged(take(2), 0, 60, "time zone offset minute");
      return sign * (hours * 60 + minutes) * 60;
    }

    private boolean digits(int count) {
      return digits(rest, count);
    }

    private static boolean digits(String text, int count) {
      return text.length() >= count && text.chars().limit(count).allMatch(Reader::digit);
    }

    private static boolean digit(int c) {
      return c >= '0' && c <= '9';
    }

    private int take(int count) {
      int number = Integer.parseInt(rest.substring(0, count));
      rest = rest.substring(count);
      return number;
    }

    private DecodeException unexpected(String part) {
      return fault(
          " as "
              + TimeQuote.quote(layout)
              + ": cannot parse "
              + TimeQuote.quote(rest)
              + " as "
              + TimeQuote.quote(part));
    }

    private DecodeException fault(String what) {
      return new DecodeException("parsing time " + TimeQuote.quote(text) + what, 0);
    }
  }
}

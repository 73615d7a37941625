package dev.stopwater.machinery.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;

/// Durations as Go writes them: `1m30s`, `1.5h`, `100ms`.
public final class GoDuration {

  private static final int MAX_LENGTH = 1_000; // digits that mean something are far fewer

  private static final Map<String, Long> UNITS =
      Map.of(
          "ns", 1L,
          "us", 1_000L,
          "µs", 1_000L,
          "μs", 1_000L,
          "ms", 1_000_000L,
          "s", 1_000_000_000L,
          "m", 60_000_000_000L,
          "h", 3_600_000_000_000L);

  private static final BigInteger LIMIT = BigInteger.ONE.shiftLeft(63);

  private GoDuration() {}

  /// @throws DecodeException in Go's words, for a text that is no duration or beyond 64 bits of
  ///   nanoseconds
  public static Duration parse(String text) {
    boolean negative = text.startsWith("-");
    String rest = negative || text.startsWith("+") ? text.substring(1) : text;
    if (rest.equals("0")) {
      return Duration.ZERO;
    }
    if (rest.isEmpty() || text.length() > MAX_LENGTH) {
      throw invalid(text);
    }
    BigInteger nanos = BigInteger.ZERO;
    for (int at = 0; at < rest.length(); ) {
      int unit = skip(rest, at, true);
      int next = skip(rest, unit, false);
      nanos = nanos.add(nanos(text, rest.substring(at, unit), rest.substring(unit, next)));
      at = next;
    }
    BigInteger signed = negative ? nanos.negate() : nanos;
    if (signed.compareTo(LIMIT) >= 0 || signed.negate().compareTo(LIMIT) > 0) {
      throw invalid(text);
    }
    return Duration.ofNanos(signed.longValueExact());
  }

  /// Behind the number at `from`, or behind the unit there.
  private static int skip(String text, int from, boolean number) {
    int at = from;
    boolean point = false;
    while (at < text.length() && numeric(text.charAt(at)) == number) {
      if (text.charAt(at) == '.') {
        if (point) {
          break;
        }
        point = true;
      }
      at++;
    }
    return at;
  }

  private static boolean numeric(char c) {
    return c == '.' || (c >= '0' && c <= '9');
  }

  private static BigInteger nanos(String text, String number, String unit) {
    if (number.isEmpty() || number.equals(".")) {
      throw invalid(text);
    }
    if (unit.isEmpty()) {
      throw fault("missing unit in duration ", text);
    }
    Long size = UNITS.get(unit);
    if (size == null) {
      throw fault("unknown unit " + TimeQuote.quote(unit) + " in duration ", text);
    }
    return new BigDecimal(number)
        .multiply(BigDecimal.valueOf(size))
        .setScale(0, RoundingMode.DOWN)
        .toBigIntegerExact();
  }

  private static DecodeException invalid(String text) {
    return fault("invalid duration ", text);
  }

  private static DecodeException fault(String what, String text) {
    return new DecodeException("time: " + what + TimeQuote.quote(text), 0);
  }

  /// As Go prints it: `1h0m0s`, `1.5s`, `500ms`, `0s`.
  public static String format(Duration duration) {
    if (duration.isZero()) {
      return "0s";
    }
    String sign = duration.isNegative() ? "-" : "";
    Duration size = duration.abs();
    if (size.toSeconds() == 0) {
      return sign + small(size.toNanosPart());
    }
    StringBuilder text = new StringBuilder(sign);
    if (size.toHours() > 0) {
      text.append(size.toHours()).append('h');
    }
    if (size.toMinutes() > 0) {
      text.append(size.toMinutesPart()).append('m');
    }
    return text.append(decimal(size.toSecondsPart() * 1_000_000_000L + size.toNanosPart(), 9))
        .append('s')
        .toString();
  }

  private static String small(int nanos) {
    if (nanos < 1_000) {
      return nanos + "ns";
    }
    return nanos < 1_000_000 ? decimal(nanos, 3) + "µs" : decimal(nanos, 6) + "ms";
  }

  private static String decimal(long unscaled, int places) {
    BigDecimal number = BigDecimal.valueOf(unscaled, places);
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }
}

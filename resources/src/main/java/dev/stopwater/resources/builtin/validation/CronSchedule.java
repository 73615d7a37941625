package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.GoQuote;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The text of a schedule, `*/5 * * * mon-fri` or `@hourly`, as cron reads it.
final class CronSchedule {

  /// One of the five fields.
  private record Range(long least, long most, List<String> names) {}

  /// Says what is wrong, in upstream's words.
  private static final class MalformedException extends Exception {

    private static final long serialVersionUID = 1;

    MalformedException(String message) {
      super(message, null, false, false);
    }
  }

  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
  private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");
  private static final List<Range> RANGES =
      List.of(
          new Range(0, 59, List.of()),
          new Range(0, 23, List.of()),
          new Range(1, 31, List.of()),
          new Range(1, 12, MONTHS),
          new Range(0, 6, DAYS));
  private static final List<String> DESCRIPTORS =
      List.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
  private static final String EVERY = "@every ";
  private static final Pattern AMOUNT = Pattern.compile("([0-9]*)(\\.[0-9]*)?");
  private static final List<String> UNITS = List.of("ns", "us", "µs", "μs", "ms", "s", "m", "h");

  private CronSchedule() {}

  /// What is wrong with the schedule, or null.
  static @Nullable String fault(String schedule) {
    try {
      check(schedule);
      return null;
    } catch (MalformedException malformed) {
      return malformed.getMessage();
    }
  }

  static boolean namesZone(String schedule) {
    return schedule.contains("TZ");
  }

  private static void check(String schedule) throws MalformedException {
    String rest = schedule;
    if (schedule.startsWith("TZ=") || schedule.startsWith("CRON_TZ=")) {
      rest = afterZone(schedule);
    }
    if (rest.startsWith("@")) {
      descriptor(rest);
      return;
    }
    String[] fields = rest.strip().split("\\s+");
    int count = rest.isBlank() ? 0 : fields.length;
    if (count != RANGES.size()) {
      throw new MalformedException(
          "expected exactly 5 fields, found "
              + count
              + ": ["
              + String.join(" ", Arrays.asList(fields).subList(0, count))
              + "]");
    }
    for (int i = 0; i < count; i++) {
      field(fields[i], RANGES.get(i));
    }
  }

  private static String afterZone(String schedule) throws MalformedException {
    int space = schedule.indexOf(' ');
    if (space < 0) {
      throw new MalformedException(
          "invalid schedule format: runtime error: slice bounds out of range [:-1]");
    }
    String zone = schedule.substring(schedule.indexOf('=') + 1, space);
    String fault = TimeZones.fault(zone);
    if (fault != null) {
      throw new MalformedException("provided bad location " + zone + ": " + fault);
    }
    return schedule.substring(space).strip();
  }

  private static void descriptor(String text) throws MalformedException {
    if (DESCRIPTORS.contains(text)) {
      return;
    }
    if (!text.startsWith(EVERY)) {
      throw new MalformedException("unrecognized descriptor: " + text);
    }
    String fault = durationFault(text.substring(EVERY.length()));
    if (fault != null) {
      throw new MalformedException("failed to parse duration " + text + ": " + fault);
    }
  }

  private static @Nullable String durationFault(String text) {
    String rest = text.replaceFirst("^[+-]", "");
    if (rest.equals("0")) {
      return null;
    }
    if (rest.isEmpty()) {
      return invalidDuration(text);
    }
    while (!rest.isEmpty()) {
      Matcher amount = AMOUNT.matcher(rest);
      if (!amount.lookingAt() || !amount.group().matches(".*[0-9].*")) {
        return invalidDuration(text);
      }
      rest = rest.substring(amount.end());
      String unit = rest.replaceFirst("[.0-9].*", "");
      if (unit.isEmpty()) {
        return "time: missing unit in duration " + GoQuote.quote(text);
      }
      if (!UNITS.contains(unit)) {
        return "time: unknown unit " + GoQuote.quote(unit) + " in duration " + GoQuote.quote(text);
      }
      rest = rest.substring(unit.length());
    }
    return null;
  }

  private static String invalidDuration(String text) {
    return "time: invalid duration " + GoQuote.quote(text);
  }

  private static void field(String field, Range range) throws MalformedException {
    for (String part : field.split(",")) {
      if (!part.isEmpty()) {
        part(part, range);
      }
    }
  }

  private static void part(String part, Range range) throws MalformedException {
    String[] step = part.split("/", -1);
    String[] ends = step[0].split("-", -1);
    BigInteger start;
    BigInteger end;
    if (ends[0].equals("*") || ends[0].equals("?")) {
      start = BigInteger.valueOf(range.least());
      end = BigInteger.valueOf(range.most());
    } else {
      start = number(ends[0], range);
      end = end(part, ends, start, range);
    }
    BigInteger by = BigInteger.ONE;
    if (step.length > 2) {
      throw new MalformedException("too many slashes: " + part);
    }
    if (step.length == 2) {
      by = number(step[1], new Range(0, 0, List.of()));
      if (ends.length == 1) {
        end = end.max(BigInteger.valueOf(range.most()));
      }
    }
    bounds(part, start, end, by, range);
  }

  private static BigInteger end(String part, String[] ends, BigInteger start, Range range)
      throws MalformedException {
    if (ends.length > 2) {
      throw new MalformedException("too many hyphens: " + part);
    }
    return ends.length == 2 ? number(ends[1], range) : start;
  }

  private static void bounds(
      String part, BigInteger start, BigInteger end, BigInteger by, Range range)
      throws MalformedException {
    if (start.compareTo(BigInteger.valueOf(range.least())) < 0) {
      throw new MalformedException(
          "beginning of range (" + start + ") below minimum (" + range.least() + "): " + part);
    }
    if (end.compareTo(BigInteger.valueOf(range.most())) > 0) {
      throw new MalformedException(
          "end of range (" + end + ") above maximum (" + range.most() + "): " + part);
    }
    if (start.compareTo(end) > 0) {
      throw new MalformedException(
          "beginning of range (" + start + ") beyond end of range (" + end + "): " + part);
    }
    if (by.signum() == 0) {
      throw new MalformedException("step of range should be a positive number: " + part);
    }
  }

  private static BigInteger number(String text, Range range) throws MalformedException {
    int name = range.names().indexOf(text.toLowerCase(Locale.ROOT));
    if (name >= 0 && !text.isEmpty()) {
      return BigInteger.valueOf(name);
    }
    if (!text.matches("[+-]?[0-9]+")) {
      throw new MalformedException(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing "
              + GoQuote.quote(text)
              + ": invalid syntax");
    }
    BigInteger number = new BigInteger(text);
    if (number.bitLength() > 63) {
      throw new MalformedException(
          "failed to parse int from "
              + text
              + ": strconv.Atoi: parsing "
              + GoQuote.quote(text)
              + ": value out of range");
    }
    if (number.signum() < 0) {
      throw new MalformedException("negative number (" + number + ") not allowed: " + text);
    }
    return number;
  }
}

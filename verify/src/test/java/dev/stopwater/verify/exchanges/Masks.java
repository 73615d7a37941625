package dev.stopwater.verify.exchanges;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts marks in the place of what differs from run to run: identities, times of today, resource
/// versions, addresses and ports that the server allots, random names, ages, and what was saved.
final class Masks {

  private static final Pattern CURRENT = Pattern.compile("current: \\d+");
  private static final Pattern FINGERPRINT = Pattern.compile("X509SHA256=[0-9a-f]{64}");
  private static final Pattern UID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
  private static final Pattern TIME =
      Pattern.compile("(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d)(\\.\\d+)?Z");
  private static final Pattern REVISION =
      Pattern.compile("(resource ?[vV]ersion:? \"?|ResourceVersion: )\\d+");
  private static final Pattern SERVICE_IP = Pattern.compile("\\b10\\.(0|96|43)\\.\\d+\\.\\d+\\b");
  private static final Pattern AGE = Pattern.compile("(\\d+[smhdy])+|<unknown>|<invalid>");
  private static final Pattern DIGITS = Pattern.compile("\\d+");
  private static final Duration RECENT = Duration.ofDays(1);

  private final Saved saved;
  private final String user;
  private final InstantSource clock;

  /// @param user as whom the requests are made
  Masks(Saved saved, String user, InstantSource clock) {
    this.saved = saved;
    this.user = user;
    this.clock = clock;
  }

  String text(String text) {
    String masked = saved.named(CURRENT.matcher(text).replaceAll("current: <rv>"));
    masked = FINGERPRINT.matcher(masked).replaceAll("X509SHA256=<fingerprint>");
    masked = UID.matcher(masked).replaceAll("<uid>");
    masked =
        TIME.matcher(masked).replaceAll(found -> Matcher.quoteReplacement(unlessRecent(found)));
    masked = REVISION.matcher(masked).replaceAll("$1<rv>");
    return SERVICE_IP.matcher(masked).replaceAll("<service-ip>");
  }

  private String unlessRecent(MatchResult time) {
    try {
      Duration ago = Duration.between(Instant.parse(time.group(1) + "Z"), clock.instant());
      return ago.abs().compareTo(RECENT) < 0 ? "<time>" : time.group();
    } catch (DateTimeException noSuchTime) {
      return time.group();
    }
  }

  Value value(Value value) {
    return value(value, "", MapValue.of());
  }

  /// @param key under which it stands, or the list in which it stands
  private Value value(Value value, String key, MapValue parent) {
    return switch (value) {
      case MapValue map -> map(map);
      case ListValue list -> {
        ListValue masked = ListValue.of();
        list.forEach(each -> masked.add(value(each, key, parent)));
        yield masked;
      }
      case Text text -> new Text(scalar(text.value(), key, parent));
      case Int whole when isNodePort(whole.value(), key) -> new Text("<node-port>");
      default -> value;
    };
  }

  private MapValue map(MapValue map) {
    MapValue masked = MapValue.of();
    map.entries()
        .forEach(each -> masked.put(each.getKey(), value(each.getValue(), each.getKey(), map)));
    if ("Table".equals(map.text("kind"))) {
      maskTable(masked);
    }
    return masked;
  }

  private String scalar(String text, String key, MapValue parent) {
    if (key.equals("username") && text.equals(user)) {
      return "<user>";
    }
    if (key.equals("resourceVersion") && DIGITS.matcher(text).matches() && !text.equals("0")) {
      return "<rv>";
    }
    if (key.equals("continue") && !text.isEmpty()) {
      return "<continue>";
    }
    if (key.equals("name") && startsWithPrefix(text, parent)) {
      return parent.text("generateName", "") + "<random>";
    }
    return text(text);
  }

  private static boolean startsWithPrefix(String name, MapValue parent) {
    String prefix = parent.text("generateName", "");
    return !prefix.isEmpty() && name.startsWith(prefix);
  }

  private static boolean isNodePort(long number, String key) {
    return (key.equals("nodePort") || key.equals("healthCheckNodePort"))
        && number >= 30000
        && number <= 32767;
  }

  /// Descriptions of columns are prose, and the cells of a row may tell an age.
  private void maskTable(MapValue table) {
    for (MapValue row : table.listOrEmpty("rows").maps()) {
      ListValue cells = ListValue.of();
      row.listOrEmpty("cells").forEach(each -> cells.add(cell(each)));
      row.put("cells", cells);
    }
    table.listOrEmpty("columnDefinitions").maps().forEach(each -> each.remove("description"));
  }

  private Value cell(Value cell) {
    if (!(cell instanceof Text text)) {
      return cell;
    }
    if (AGE.matcher(text.value()).matches()) {
      return new Text("<age>");
    }
    return text.value().equals(user) ? new Text("<user>") : cell;
  }
}

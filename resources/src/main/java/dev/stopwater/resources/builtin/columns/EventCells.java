package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Cells of events, in both of their groups: the newer one calls the fields of the older one
/// deprecated.
final class EventCells {

  private EventCells() {}

  static void addTo(Functions functions) {
    functions
        .object("eventObject", EventCells::object)
        .object("eventSource", EventCells::source)
        .objectNow("eventFirst", (event, now) -> shown(first(event), now))
        .objectNow("eventLast", (event, now) -> shown(last(event), now))
        .put("eventCount", EventCells::count);
  }

  private static String object(MapValue reference) {
    String kind = reference.text("kind", "").toLowerCase(Locale.ROOT);
    String name = reference.text("name", "");
    return name.isEmpty() ? kind : kind + "/" + name;
  }

  private static String source(MapValue event) {
    MapValue source =
        either(event, "source", "deprecatedSource") instanceof MapValue map ? map : new MapValue();
    String component =
        filled(
            source.text("component", ""),
            event.text("reportingComponent", event.text("reportingController", "")));
    String place = filled(source.text("host", ""), event.text("reportingInstance", ""));
    return place.isEmpty() ? component : component + ", " + place;
  }

  private static String filled(String text, String otherwise) {
    return text.isEmpty() ? otherwise : text;
  }

  private static @Nullable Instant first(MapValue event) {
    Instant first = Ages.time(either(event, "firstTimestamp", "deprecatedFirstTimestamp"));
    return first == null ? Ages.time(event.find("eventTime")) : first;
  }

  private static @Nullable Instant last(MapValue event) {
    MapValue series = event.map("series");
    if (series != null) {
      return Ages.time(series.find("lastObservedTime"));
    }
    Instant last = Ages.time(either(event, "lastTimestamp", "deprecatedLastTimestamp"));
    return last == null ? first(event) : last;
  }

  private static String shown(@Nullable Instant time, Instant now) {
    return time == null ? "<unknown>" : Ages.since(time, now);
  }

  private static @Nullable Value count(Value seen, Instant now) {
    if (!(seen instanceof MapValue event)) {
      return null;
    }
    MapValue series = event.map("series");
    if (series != null) {
      return new Int(series.integer("count", 0));
    }
    long count = either(event, "count", "deprecatedCount") instanceof Int(long number) ? number : 0;
    return new Int(count == 0 ? 1 : count);
  }

  private static @Nullable Value either(MapValue event, String field, String deprecated) {
    Value value = event.find(field);
    return value == null ? event.find(deprecated) : value;
  }
}

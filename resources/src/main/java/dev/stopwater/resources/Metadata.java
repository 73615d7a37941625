package dev.stopwater.resources;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// An object's metadata, and what the server rather than the client decides of it.
public final class Metadata {

  /// What a creation starts without.
  private static final List<String> CLEARED =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink",
          "resourceVersion");

  /// What an update may leave out, and keeps.
  private static final List<String> FILLED = List.of("uid", "deletionGracePeriodSeconds");

  /// What an update has no say in.
  private static final List<String> KEPT = List.of("creationTimestamp", "generation");

  private Metadata() {}

  public static MapValue of(MapValue object) {
    return object.mapOrPut("metadata");
  }

  public static String name(MapValue object) {
    return object.mapOrEmpty("metadata").text("name", "");
  }

  public static String namespace(MapValue object) {
    return object.mapOrEmpty("metadata").text("namespace", "");
  }

  public static String uid(MapValue object) {
    return object.mapOrEmpty("metadata").text("uid", "");
  }

  /// The names in `metadata.finalizers`.
  public static List<String> finalizers(MapValue object) {
    return object.mapOrEmpty("metadata").listOrEmpty("finalizers").texts();
  }

  public static boolean deleting(MapValue object) {
    return object.mapOrEmpty("metadata").has("deletionTimestamp");
  }

  static void begin(MapValue object, Instant now) {
    MapValue metadata = of(object);
    CLEARED.forEach(metadata::remove);
    metadata.put("uid", UUID.randomUUID().toString());
    metadata.put("creationTimestamp", time(now));
  }

  /// Gives an update what the client left out or has no say in. What it sent otherwise stays, to be
  /// refused.
  static void keep(MapValue object, MapValue old) {
    MapValue metadata = of(object);
    MapValue former = of(old);
    metadata.remove("selfLink");
    metadata.remove("resourceVersion");
    for (String field : FILLED) {
      Value value = former.find(field);
      if (value != null) {
        metadata.putIfAbsent(field, value);
      }
    }
    Value deletion = former.find("deletionTimestamp");
    if (deletion != null) {
      metadata.put("deletionTimestamp", deletion);
    }
    for (String field : KEPT) {
      Value value = former.find(field);
      if (value == null) {
        metadata.remove(field);
      } else {
        metadata.put(field, value);
      }
    }
  }

  /// RFC 3339 in whole seconds, as metav1.Time is written.
  public static String time(Instant instant) {
    return DateTimeFormatter.ISO_INSTANT.format(instant.truncatedTo(ChronoUnit.SECONDS));
  }

  static void raiseGeneration(MapValue object) {
    MapValue metadata = of(object);
    Long generation = metadata.integer("generation");
    if (generation != null && generation > 0) {
      metadata.put("generation", generation + 1);
    }
  }

  static void finalizers(MapValue object, List<String> names) {
    if (names.isEmpty()) {
      of(object).remove("finalizers");
      return;
    }
    ListValue list = new ListValue();
    names.forEach(name -> list.add(new Text(name)));
    of(object).put("finalizers", list);
  }

  static @Nullable String resourceVersion(MapValue object) {
    return object.mapOrEmpty("metadata").text("resourceVersion");
  }
}

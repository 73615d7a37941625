package dev.stopwater.server.errors;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;

/// A [StatusException] as the `Status` object that clients read.
public final class StatusObject {

  private StatusObject() {}

  public static MapValue failure(StatusException problem) {
    MapValue status =
        MapValue.of("kind", "Status", "apiVersion", "v1", "metadata", new MapValue())
            .put("status", "Failure")
            .put("message", problem.message());
    if (!problem.reason().isEmpty()) {
      status.put("reason", problem.reason());
    }
    StatusException.Details details = problem.details();
    if (details != null) {
      status.put("details", details(details));
    }
    return status.put("code", problem.code());
  }

  /// That something was done, where there is no object to show.
  public static MapValue success(int code) {
    return MapValue.of("kind", "Status", "apiVersion", "v1", "metadata", new MapValue())
        .put("status", "Success")
        .put("code", code);
  }

  /// What a deletion is answered with when the kind does not return the object.
  public static MapValue deleted(String name, String group, String resource, String uid) {
    return MapValue.of("kind", "Status", "apiVersion", "v1", "metadata", new MapValue())
        .put("status", "Success")
        .put(
            "details",
            details(
                new StatusException.Details(name, group, resource, uid, java.util.List.of(), 0)));
  }

  private static MapValue details(StatusException.Details details) {
    MapValue map = new MapValue();
    putText(map, "name", details.name());
    putText(map, "group", details.group());
    putText(map, "kind", details.kind());
    putText(map, "uid", details.uid());
    if (!details.causes().isEmpty()) {
      ListValue causes = new ListValue();
      details.causes().forEach(cause -> causes.add(cause(cause)));
      map.put("causes", causes);
    }
    if (details.retryAfterSeconds() > 0) {
      map.put("retryAfterSeconds", details.retryAfterSeconds());
    }
    return map;
  }

  private static MapValue cause(FieldError error) {
    MapValue cause = new MapValue();
    putText(cause, "reason", error.reason());
    putText(cause, "message", error.message());
    putText(cause, "field", error.field());
    return cause;
  }

  private static void putText(MapValue map, String key, String text) {
    if (!text.isEmpty()) {
      map.put(key, text);
    }
  }
}

package dev.stopwater.resources.builtin.preparation;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import java.util.Objects;

/// When the number of an object's generation grows.
///
/// @param counted whether objects have a generation at all
/// @param fromCreation whether it is 1 in a new object, or first appears with a change
/// @param parts what makes it grow when it changes: top fields, `annotations`, `labels`, or
///   `content` for all but metadata
public record Generation(boolean counted, boolean fromCreation, List<String> parts) {

  static final Generation NONE = new Generation(false, false, List.of());

  /// Custom resources: everything but metadata; the status is the same where it has a path of its
  /// own.
  static final Generation OF_CUSTOM = new Generation(true, true, List.of("content"));

  public Generation {
    parts = List.copyOf(parts);
  }

  /// Whether `now` is of another generation than `old`. The status has been kept where it is
  /// written elsewhere.
  public boolean grows(MapValue now, MapValue old) {
    return parts.stream().anyMatch(part -> changed(part, now, old));
  }

  private static boolean changed(String part, MapValue now, MapValue old) {
    return switch (part) {
      case "annotations", "labels" ->
          !now.mapOrEmpty("metadata")
              .mapOrEmpty(part)
              .equals(old.mapOrEmpty("metadata").mapOrEmpty(part));
      case "content" -> !content(now).equals(content(old));
      default -> !Objects.equals(now.find(part), old.find(part));
    };
  }

  private static MapValue content(MapValue object) {
    MapValue content = new MapValue();
    object.entries().forEach(entry -> content.put(entry.getKey(), entry.getValue()));
    content.remove("metadata");
    content.remove("kind");
    content.remove("apiVersion");
    return content;
  }
}

package dev.stopwater.admission.builtin;

import dev.stopwater.machinery.value.MapValue;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the class that is marked as the default one.
final class DefaultClass {

  private DefaultClass() {}

  /// The name of the class with one of `marks` as an annotation that says `true`; of several the
  /// newest, and of several of one age the first by name. Null where there is none.
  static @Nullable String among(List<MapValue> classes, Set<String> marks) {
    return classes.stream()
        .map(one -> one.mapOrEmpty("metadata"))
        .filter(metadata -> isMarked(metadata.mapOrEmpty("annotations"), marks))
        .min(
            Comparator.comparing(
                    (MapValue metadata) -> metadata.text("creationTimestamp", ""),
                    Comparator.reverseOrder())
                .thenComparing(metadata -> metadata.text("name", "")))
        .map(metadata -> metadata.text("name", ""))
        .orElse(null);
  }

  private static boolean isMarked(MapValue annotations, Set<String> marks) {
    return marks.stream().anyMatch(mark -> annotations.text(mark, "").equals("true"));
  }
}

package dev.stopwater.resources.builtin.validation;

import java.time.ZoneId;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The names of time zones, as Go looks them up in the zone database.
final class TimeZones {

  /// Names that the Java platform reads in another way, or leaves out.
  private static final Set<String> OTHERS =
      Set.of("EST", "MST", "HST", "ROC", "Factory", "UTC", "");

  private static final Set<String> ALL =
      ZoneId.getAvailableZoneIds().stream()
          .filter(name -> !name.startsWith("SystemV/"))
          .collect(Collectors.toUnmodifiableSet());
  private static final Set<String> DIRECTORIES =
      ALL.stream()
          .filter(name -> name.indexOf('/') > 0)
          .map(name -> name.substring(0, name.lastIndexOf('/')))
          .collect(Collectors.toUnmodifiableSet());

  private TimeZones() {}

  /// What is wrong with a name, or null.
  static @Nullable String fault(String name) {
    if (OTHERS.contains(name) || ALL.contains(name.replaceFirst("^(posix|right)/", ""))) {
      return null;
    }
    return DIRECTORIES.contains(name) ? "is a directory" : "unknown time zone " + name;
  }
}

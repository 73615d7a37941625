package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import java.util.List;

/// Rules for paths in file systems.
final class Paths {

  private Paths() {}

  /// Relative, and never up.
  static void relative(String path, Path at, FieldErrors errors) {
    if (path.startsWith("/")) {
      errors.invalidText(at, path, "must be a relative path");
    }
    noBacksteps(path, at, errors);
  }

  /// Relative, never up, and not beginning with two dots.
  static void unreserved(String path, Path at, FieldErrors errors) {
    relative(path, at, errors);
    if (path.startsWith("..") && !path.startsWith("../")) {
      errors.invalidText(at, path, "must not start with '..'");
    }
  }

  static void noBacksteps(String path, Path at, FieldErrors errors) {
    if (List.of(path.split("/", -1)).contains("..")) {
      errors.invalidText(at, path, "must not contain '..'");
    }
  }
}

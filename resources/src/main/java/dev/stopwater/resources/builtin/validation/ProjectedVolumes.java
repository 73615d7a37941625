package dev.stopwater.resources.builtin.validation;

import static dev.stopwater.resources.builtin.validation.Fields.required;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The rules for volumes that gather files of several sources.
final class ProjectedVolumes {

  private static final List<String> TYPES =
      List.of("secret", "configMap", "downwardAPI", "serviceAccountToken");
  private static final long LEAST_SECONDS = 600;
  private static final long MOST_SECONDS = 1L << 32;

  private ProjectedVolumes() {}

  static void check(MapValue spec, MapValue volume, Path at, FieldErrors errors) {
    VolumeValidation.mode(volume, "defaultMode", at, errors);
    Set<String> paths = new HashSet<>();
    ListValue sources = volume.listOrEmpty("sources");
    for (int i = 0; i < sources.size(); i++) {
      source(spec, sources.mapAt(i), paths, at, at.child("sources").index(i), errors);
    }
  }

  private static void source(
      MapValue spec, MapValue source, Set<String> paths, Path volume, Path at, FieldErrors errors) {
    int found = 0;
    for (String type : TYPES) {
      MapValue projection = source.map(type);
      if (projection == null) {
        continue;
      }
      if (found++ > 0) {
        errors.forbidden(at, "may not specify more than 1 volume type per source");
      } else {
        projection(spec, type, projection, paths, volume, at.child(type), errors);
      }
    }
  }

  private static void projection(
      MapValue spec,
      String type,
      MapValue projection,
      Set<String> paths,
      Path volume,
      Path at,
      FieldErrors errors) {
    switch (type) {
      case "secret", "configMap" -> {
        required(projection, "name", at, errors);
        VolumeValidation.items(projection, at, errors);
        String name = projection.text("name", "");
        claim(projection, name, paths, volume, errors);
      }
      case "downwardAPI" -> {
        for (MapValue file : projection.listOrEmpty("items").maps()) {
          VolumeValidation.downwardFile(file, at, errors);
          claim(file.text("path", ""), file.text("path", ""), paths, volume, errors);
        }
      }
      default -> token(spec, projection, paths, volume, at, errors);
    }
  }

  private static void token(
      MapValue spec, MapValue token, Set<String> paths, Path volume, Path at, FieldErrors errors) {
    long seconds = token.integer("expirationSeconds", LEAST_SECONDS);
    Path expiration = at.child("expirationSeconds");
    if (seconds < LEAST_SECONDS) {
      errors.invalid(
          expiration, Long.toString(seconds), "may not specify a duration less than 10 minutes");
    } else if (seconds > MOST_SECONDS) {
      errors.invalid(
          expiration,
          Long.toString(seconds),
          "may not specify a duration larger than 2^32 seconds");
    }
    String path = token.text("path", "");
    if (path.isEmpty()) {
      errors.required(volume.child("path"));
    } else {
      Paths.unreserved(path, volume.child("path"), errors);
      claim(path, path, paths, volume, errors);
    }
    if (spec.text("serviceAccountName", "").isEmpty()) {
      errors.forbidden(at, "must not be specified when serviceAccountName is not set");
    }
  }

  private static void claim(
      MapValue projection, String name, Set<String> paths, Path volume, FieldErrors errors) {
    for (MapValue item : projection.listOrEmpty("items").maps()) {
      claim(item.text("path", ""), name, paths, volume, errors);
    }
  }

  private static void claim(
      String path, String shown, Set<String> paths, Path volume, FieldErrors errors) {
    if (!path.isEmpty() && !paths.add(path)) {
      errors.invalidText(volume, shown, "conflicting duplicate paths");
    }
  }
}

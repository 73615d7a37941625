package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for `metadata.ownerReferences`.
final class OwnerReferences {

  private static final List<String> NEEDED = List.of("kind", "name", "uid");

  private OwnerReferences() {}

  static void validate(ListValue references, Path metadata, FieldErrors errors) {
    Path at = metadata.child("ownerReferences");
    references.maps().forEach(reference -> validate(reference, at, errors));
    oneController(references, at, errors);
  }

  private static void validate(MapValue reference, Path at, FieldErrors errors) {
    String apiVersion = reference.text("apiVersion", "");
    String version = version(apiVersion);
    if (version.isEmpty()) {
      errors.invalidText(at.child("apiVersion"), apiVersion, "version must not be empty");
    }
    for (String field : NEEDED) {
      if (reference.text(field, "").isEmpty()) {
        errors.invalidText(at.child(field), "", "must not be empty");
      }
    }
    if (isEvent(apiVersion, reference.text("kind", ""))) {
      errors.invalid(
          at,
          GoObjects.json("OwnerReference", reference),
          "/v1, Kind=Event is disallowed from being an owner");
    }
  }

  private static boolean isEvent(String apiVersion, String kind) {
    return apiVersion.equals("v1") && kind.equals("Event");
  }

  private static String version(String apiVersion) {
    String[] parts = apiVersion.split("/", -1);
    return switch (parts.length) {
      case 1 -> apiVersion;
      case 2 -> parts[1];
      default -> "";
    };
  }

  private static void oneController(ListValue references, Path at, FieldErrors errors) {
    @Nullable String first = null;
    for (MapValue reference : references.maps()) {
      if (!reference.flag("controller")) {
        continue;
      }
      String name = reference.text("kind", "") + "/" + reference.text("name", "");
      if (first == null) {
        first = name;
      } else {
        errors.invalid(
            at,
            GoObjects.json("OwnerReference", references),
            "Only one reference can have Controller set to true. Found \"true\" in references for "
                + first
                + " and "
                + name);
      }
    }
  }
}

package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is wrong with a question about access.
final class ReviewFaults {

  private final FieldErrors errors = new FieldErrors();
  private final MapValue spec;
  private final MapValue metadata;

  private ReviewFaults(MapValue review) {
    this.spec = review.mapOrEmpty("spec");
    this.metadata = review.mapOrEmpty("metadata");
  }

  /// @throws StatusException 422
  static void refuse(Target target, MapValue review) {
    ReviewFaults faults = new ReviewFaults(review);
    switch (target.definition().kind()) {
      case "SelfSubjectAccessReview" -> faults.self();
      case "SubjectAccessReview" -> faults.subject();
      case "LocalSubjectAccessReview" -> faults.local();
      default -> {}
    }
    if (!faults.errors.isEmpty()) {
      throw StatusException.invalid(
          new Resource(target.definition().group(), ""), "", faults.errors.all());
    }
  }

  private void self() {
    attributes();
    noMetadata();
  }

  private void subject() {
    attributes();
    someone();
    noMetadata();
  }

  private void local() {
    attributes();
    someone();
    MapValue rest = metadata.copy();
    rest.remove("namespace");
    if (!rest.isEmpty()) {
      invalidMetadata("must be empty except for namespace");
    }
    MapValue resource = spec.map("resourceAttributes");
    String namespace = resource == null ? "" : resource.text("namespace", "");
    if (resource != null && !namespace.equals(metadata.text("namespace", ""))) {
      errors.invalidText(
          Path.of("spec", "resourceAttributes", "namespace"),
          namespace,
          "must match metadata.namespace");
    }
    MapValue path = spec.map("nonResourceAttributes");
    if (path != null) {
      errors.invalid(
          Path.of("spec", "nonResourceAttributes"),
          shown(path),
          "disallowed on this kind of request");
    }
  }

  private void attributes() {
    MapValue resource = spec.map("resourceAttributes");
    MapValue path = spec.map("nonResourceAttributes");
    if (resource != null && path != null) {
      errors.invalid(
          Path.of("spec", "nonResourceAttributes"),
          shown(path),
          "cannot be specified in combination with resourceAttributes");
    }
    if (resource == null && path == null) {
      errors.invalid(
          Path.of("spec", "resourceAttributes"),
          "null",
          "exactly one of nonResourceAttributes or resourceAttributes must be specified");
    }
    for (String selector : List.of("fieldSelector", "labelSelector")) {
      selector(selector, resource == null ? null : resource.map(selector));
    }
  }

  private void selector(String name, @Nullable MapValue selector) {
    if (selector == null) {
      return;
    }
    String raw = selector.text("rawSelector", "");
    boolean required = !selector.listOrEmpty("requirements").isEmpty();
    if (!raw.isEmpty() && required) {
      errors.invalidText(
          Path.of("spec", "resourceAttributes", name, "rawSelector"),
          raw,
          "may not specified at the same time as requirements");
    }
    if (raw.isEmpty() && !required) {
      errors.required(
          Path.of("spec", "resourceAttributes", name, "requirements"),
          "when spec.resourceAttributes."
              + name
              + " is specified, requirements or rawSelector is required");
    }
  }

  private void someone() {
    if (spec.text("user", "").isEmpty() && spec.listOrEmpty("groups").isEmpty()) {
      errors.invalidText(
          Path.of("spec", "user"), "", "at least one of user or group must be specified");
    }
  }

  private void noMetadata() {
    if (!metadata.isEmpty()) {
      invalidMetadata("must be empty");
    }
  }

  private void invalidMetadata(String why) {
    String shown = new String(JsonWriter.encode(metadata), StandardCharsets.UTF_8).strip();
    errors.invalid(Path.of("metadata"), shown, why);
  }

  /// Upstream's internal type, in the order of its fields.
  private static String shown(MapValue path) {
    return "{\"Path\":%s,\"Verb\":%s}"
        .formatted(GoQuote.quote(path.text("path", "")), GoQuote.quote(path.text("verb", "")));
  }
}

package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.resources.builtin.kinds.ApiType.ApiField;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiResource;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiSubresource;
import java.util.List;
import java.util.Map;

/// An [ApiDescription] as text: one line for each thing, so that two releases can be compared line
/// by line. The grammar, of which [ApiTextReader] reads what [#write] writes:
///
/// ```
/// release 1.36
/// version apps/v1                         (core group: /v1)
///   resource deployments Deployment namespaced singular(deployment) short(deploy) categories(all) verbs(create get)
///     subresource scale autoscaling/v1/Scale verbs(get patch update)
/// package io.k8s.api.apps.v1              (types of this package follow, without its name)
///   type DeploymentSpec kinds(apps/v1/X) everywhere map(atomic) unions(JSON) required(selector)
///     selector *io.k8s.apimachinery.pkg.apis.meta.v1.LabelSelector
///     conditions []DeploymentCondition list(map) keys(type) mergeKey(type) patch(merge)
///   opaque Quantity JSON
/// ```
///
/// A shape is a scalar's or a type's name, with `[]` for a list of it, `{}` for a map with string
/// keys, `*` where OpenAPI declares no zero value as default, `(a|b)` for the values of an enum.
public final class ApiText {

  private ApiText() {}

  public static String write(ApiDescription description) {
    StringBuilder text = new StringBuilder(1 << 18);
    text.append("release ").append(description.release()).append('\n');
    description.versions().forEach(version -> version(text, version));
    String current = "";
    for (ApiType type : description.types()) {
      if (!type.packageName().equals(current)) {
        current = type.packageName();
        text.append("package ").append(current).append('\n');
      }
      type(text, type);
    }
    return text.toString();
  }

  private static void version(StringBuilder text, ApiVersion version) {
    text.append("version ").append(version.group()).append('/').append(version.version());
    text.append('\n');
    for (ApiResource resource : version.resources()) {
      text.append("  resource ").append(resource.name()).append(' ').append(resource.kind());
      text.append(resource.namespaced() ? " namespaced" : " cluster");
      text.append(" singular(").append(resource.singular()).append(')');
      words(text, "short", resource.shortNames());
      words(text, "categories", resource.categories());
      words(text, "verbs", resource.verbs());
      text.append('\n');
      for (ApiSubresource subresource : resource.subresources()) {
        text.append("    subresource ").append(subresource.name());
        text.append(' ').append(subresource.kind());
        words(text, "verbs", subresource.verbs());
        text.append('\n');
      }
    }
  }

  private static void type(StringBuilder text, ApiType type) {
    if (type.opaque() != null) {
      text.append("  opaque ").append(type.shortName()).append(' ').append(type.opaque());
      text.append('\n');
      return;
    }
    text.append("  type ").append(type.shortName());
    words(text, "kinds", type.kinds().stream().map(ApiKind::toString).toList());
    if (type.everywhere()) {
      text.append(" everywhere");
    }
    if (type.mapType() != null) {
      words(text, "map", List.of(type.mapType()));
    }
    if (type.unions() != null) {
      words(text, "unions", List.of(type.unions()));
    }
    words(text, "required", type.required());
    text.append('\n');
    type.fields().forEach(field -> field(text, type.packageName(), field));
  }

  private static void field(StringBuilder text, String packageName, ApiField field) {
    text.append("    ").append(field.name()).append(' ');
    shape(text, packageName, field.shape());
    for (Map.Entry<String, List<String>> mark : ApiTextMarks.of(field).entrySet()) {
      words(text, mark.getKey(), mark.getValue());
    }
    text.append('\n');
  }

  private static void shape(StringBuilder text, String packageName, ApiShape shape) {
    switch (shape) {
      case ApiShape.ListOf(ApiShape item) -> shape(text.append("[]"), packageName, item);
      case ApiShape.MapOf(ApiShape value) -> shape(text.append("{}"), packageName, value);
      case ApiShape.Named(String name, boolean byValue) -> {
        boolean near = name.startsWith(packageName + ".");
        String rest = near ? name.substring(packageName.length() + 1) : name;
        text.append(byValue ? "" : "*").append(rest.contains(".") ? name : rest);
      }
      case ApiShape.Scalar(String type, boolean byValue, List<String> allowed) -> {
        text.append(byValue ? "" : "*").append(type);
        if (!allowed.isEmpty()) {
          text.append('(').append(String.join("|", allowed)).append(')');
        }
      }
    }
  }

  private static void words(StringBuilder text, String name, List<String> words) {
    if (!words.isEmpty()) {
      text.append(' ').append(name).append('(').append(String.join(" ", words)).append(')');
    }
  }
}

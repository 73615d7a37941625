package dev.stopwater.resources.builtin.kinds;

import java.util.List;

/// One group version and its resources, in the order of discovery.
///
/// @param group empty for the core group
public record ApiVersion(String group, String version, List<ApiResource> resources) {

  /// One resource as discovery describes it.
  public record ApiResource(
      String name,
      String kind,
      boolean namespaced,
      String singular,
      List<String> shortNames,
      List<String> categories,
      List<String> verbs,
      List<ApiSubresource> subresources) {

    public ApiResource {
      shortNames = List.copyOf(shortNames);
      categories = List.copyOf(categories);
      verbs = List.copyOf(verbs);
      subresources = List.copyOf(subresources);
    }
  }

  /// A subresource and the kind that it speaks.
  public record ApiSubresource(String name, ApiKind kind, List<String> verbs) {

    public ApiSubresource {
      verbs = List.copyOf(verbs);
    }
  }

  public ApiVersion {
    resources = List.copyOf(resources);
  }
}

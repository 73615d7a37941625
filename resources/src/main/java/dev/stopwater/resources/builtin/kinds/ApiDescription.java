package dev.stopwater.resources.builtin.kinds;

import java.util.List;

/// All that one release of Kubernetes says of its API: what is served, in the order of discovery,
/// and the types that travel.
///
/// @param release such as `1.36`
/// @param versions group versions in discovery's order, the preferred version of a group first
/// @param types ordered by name
public record ApiDescription(String release, List<ApiVersion> versions, List<ApiType> types) {

  public ApiDescription {
    versions = List.copyOf(versions);
    types = List.copyOf(types);
  }
}

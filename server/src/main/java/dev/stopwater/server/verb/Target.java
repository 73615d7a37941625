package dev.stopwater.server.verb;

import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import org.jspecify.annotations.Nullable;

/// What a request is about, once its path is known to exist.
///
/// @param definition the resource in the version of the path
/// @param store where its objects are
/// @param namespace empty for cluster-scoped resources and for all namespaces
/// @param name empty for a collection
/// @param subresource null for the object itself
public record Target(
    Definition definition,
    ResourceStore store,
    String namespace,
    String name,
    @Nullable Subresource subresource) {

  public String subresourceName() {
    return subresource == null ? "" : subresource.name();
  }
}

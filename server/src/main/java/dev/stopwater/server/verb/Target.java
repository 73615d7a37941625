package dev.stopwater.server.verb;

import dev.stopwater.resources.ResourceStore;
import dev.stopwater.resources.definition.Definition;
import dev.stopwater.resources.definition.Definition.Subresource;
import dev.stopwater.watchcache.Item;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a request is about, once its path is known to exist.
///
/// @param definition the resource in the version of the path
/// @param stored where its objects are, or null for a kind that is answered and not stored
/// @param namespace empty for cluster-scoped resources and for all namespaces
/// @param name empty for a collection
/// @param subresource null for the object itself
public record Target(
    Definition definition,
    @Nullable ResourceStore stored,
    String namespace,
    String name,
    @Nullable Subresource subresource) {

  /// Where its objects are.
  public ResourceStore store() {
    return Objects.requireNonNull(stored);
  }

  /// The object itself.
  ///
  /// @throws dev.stopwater.machinery.errors.StatusException 404
  public Item require() {
    return store().require(definition, namespace, name);
  }

  public String subresourceName() {
    return subresource == null ? "" : subresource.name();
  }
}

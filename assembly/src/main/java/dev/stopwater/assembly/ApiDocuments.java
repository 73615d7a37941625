package dev.stopwater.assembly;

import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.Paths;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.request.RequestContext;
import org.jspecify.annotations.Nullable;

/// Joins discovery and OpenAPI to their paths.
final class ApiDocuments implements Paths.Documents {

  ApiDocuments(Catalog catalog, Answers answers) {}

  @Override
  public @Nullable Page find(RequestContext request) {
    return null;
  }
}

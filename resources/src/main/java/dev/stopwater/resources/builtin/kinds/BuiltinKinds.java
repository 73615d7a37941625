package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiResource;
import dev.stopwater.resources.builtin.kinds.ApiVersion.ApiSubresource;
import dev.stopwater.resources.definition.Definition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The kinds of the release whose data file we carry.
///
/// @param definitions in the order of discovery
/// @param schemas all types by name, also those that are no kind's body
public record BuiltinKinds(
    ApiDescription description, List<Definition> definitions, Map<String, Schema> schemas) {

  /// The name of the data file, a resource beside this class.
  public static final String DATA = "api-1.36.txt";

  private static final String FACTS = "go-1.36.txt";

  /// Kinds that are stored in another version than the only or the preferred one.
  private static final Map<String, String> STORAGE_VERSIONS =
      Map.of("autoscaling/horizontalpodautoscalers", "v2");

  public BuiltinKinds {
    definitions = List.copyOf(definitions);
  }

  /// Reads the data file, each time anew.
  public static BuiltinKinds read() {
    return of(ApiTextReader.read(text(DATA)));
  }

  static String text(String name) {
    try (InputStream data = BuiltinKinds.class.getResourceAsStream(name)) {
      if (data == null) {
        throw new IllegalStateException("the data file is missing: " + name);
      }
      return new String(data.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The kinds of a description.
  public static BuiltinKinds of(ApiDescription description) {
    Map<String, Schema> schemas = BuiltinSchemas.of(description.types(), GoFacts.read(text(FACTS)));
    Map<ApiKind, Schema> bodies = new LinkedHashMap<>();
    for (ApiType type : description.types()) {
      for (ApiKind kind : type.kinds()) {
        bodies.put(kind, schemas.get(type.name()));
      }
    }
    List<Definition> definitions = new ArrayList<>();
    for (ApiVersion version : description.versions()) {
      for (ApiResource resource : version.resources()) {
        definitions.add(definition(version, resource, bodies));
      }
    }
    return new BuiltinKinds(description, definitions, schemas);
  }

  private static Definition definition(
      ApiVersion version, ApiResource resource, Map<ApiKind, Schema> bodies) {
    ApiKind kind = new ApiKind(version.group(), version.version(), resource.kind());
    Schema schema = bodies.get(kind);
    if (schema == null) {
      throw new IllegalArgumentException("a kind without a type: " + kind);
    }
    String groupResource = version.group() + "/" + resource.name();
    return new Definition(
        version.group(),
        version.version(),
        resource.name(),
        resource.kind(),
        resource.namespaced(),
        new Definition.Names(resource.singular(), resource.shortNames(), resource.categories()),
        Set.copyOf(resource.verbs()),
        subresources(resource),
        schema,
        STORAGE_VERSIONS.getOrDefault(groupResource, version.version()));
  }

  private static Map<String, Definition.Subresource> subresources(ApiResource resource) {
    Map<String, Definition.Subresource> subresources = new LinkedHashMap<>();
    for (ApiSubresource subresource : resource.subresources()) {
      ApiKind kind = subresource.kind();
      subresources.put(
          subresource.name(),
          new Definition.Subresource(
              subresource.name(),
              Set.copyOf(subresource.verbs()),
              kind.group(),
              kind.version(),
              kind.kind()));
    }
    return subresources;
  }
}

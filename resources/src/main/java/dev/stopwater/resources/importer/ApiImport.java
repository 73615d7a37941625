package dev.stopwater.resources.importer;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.ApiDescription;
import dev.stopwater.resources.builtin.kinds.ApiText;
import dev.stopwater.resources.builtin.kinds.ApiVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/// Writes the data file of the built-in kinds from what a server says of itself: aggregated
/// discovery and one OpenAPI v3 document for each group version. The same documents always give the
/// same file. Blocks on whatever the source blocks on.
public final class ApiImport {

  private static final String CORE = "/api";
  private static final String GROUPS = "/apis";

  private ApiImport() {}

  /// Imports and writes `out`.
  ///
  /// @param source the body at a path: `/api` and `/apis` answer aggregated discovery (v2),
  ///   `/openapi/v3/api/v1`, `/openapi/v3/apis/apps/v1` and so on answer JSON
  /// @return what was imported
  /// @throws UncheckedIOException when `out` cannot be written
  public static ApiDescription run(Function<String, byte[]> source, Path out) {
    ApiDescription description = read(source);
    try {
      Files.writeString(out, ApiText.write(description));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + out, e);
    }
    return description;
  }

  static ApiDescription read(Function<String, byte[]> source) {
    List<ApiVersion> versions = new ArrayList<>(DiscoveryImport.versions(map(source, CORE)));
    versions.addAll(DiscoveryImport.versions(map(source, GROUPS)));
    TypesImport types = new TypesImport();
    roots(versions).forEach(root -> types.add(map(source, "/openapi/v3" + root)));
    for (ApiVersion version : versions) {
      types.add(map(source, "/openapi/v3" + root(version)));
    }
    return new ApiDescription(types.release(), versions, types.all());
  }

  /// What is served beside the group versions: the lists of versions and groups, and our own.
  private static List<String> roots(List<ApiVersion> versions) {
    List<String> roots = new ArrayList<>(List.of(CORE, GROUPS, "/version"));
    versions.stream()
        .filter(version -> !version.group().isEmpty())
        .findFirst()
        .ifPresent(version -> roots.add(GROUPS + "/" + version.group()));
    return roots;
  }

  private static String root(ApiVersion version) {
    return version.group().isEmpty()
        ? CORE + "/" + version.version()
        : GROUPS + "/" + version.group() + "/" + version.version();
  }

  private static MapValue map(Function<String, byte[]> source, String path) {
    if (Json.parse(source.apply(path)) instanceof MapValue map) {
      return map;
    }
    throw new IllegalArgumentException("not a JSON object: " + path);
  }

  /// A source that reads a folder: `discovery-api.json`, `discovery-apis.json`, and
  /// `openapi-v3/apis_apps_v1.json` and so on.
  public static Function<String, byte[]> folder(Path folder) {
    return path -> {
      try {
        return Files.readAllBytes(folder.resolve(fileOf(path)));
      } catch (NoSuchFileException e) {
        throw new IllegalArgumentException("there is no " + folder.resolve(fileOf(path)), e);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  private static String fileOf(String path) {
    String documents = "/openapi/v3/";
    return path.startsWith(documents)
        ? "openapi-v3/" + path.substring(documents.length()).replace('/', '_') + ".json"
        : "discovery-" + path.substring(1) + ".json";
  }
}

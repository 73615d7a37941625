package dev.stopwater.server.openapi;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.kinds.Descriptions;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.discovery.Document;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The OpenAPI documents of one catalog. Each is made when it is first asked for, and kept. Safe
/// for all threads.
public final class OpenApi {

  private static final String JSON = "application/json";

  private final Catalog catalog;
  private final Map<String, Document> made = new ConcurrentHashMap<>();
  private final Map<String, Source> sources = new TreeMap<>();
  private @Nullable Assembly assembly; // guarded by this

  /// How the paths of a document are made.
  private record Source(String group, String version, Kind kind) {
    enum Kind {
      VERSIONS,
      GROUPS,
      GROUP,
      GROUP_VERSION,
      SERVER_VERSION
    }
  }

  public OpenApi(Catalog catalog) {
    this.catalog = catalog;
    sources.put("api", new Source("", "", Source.Kind.VERSIONS));
    sources.put("apis", new Source("", "", Source.Kind.GROUPS));
    sources.put("version", new Source("", "", Source.Kind.SERVER_VERSION));
    for (Catalog.GroupVersion served : catalog.groupVersions()) {
      String group = served.group();
      if (!group.isEmpty()) {
        sources.put("apis/" + group, new Source(group, "", Source.Kind.GROUP));
      }
      sources.put(
          new ApiNames(group, served.version()).root().substring(1),
          new Source(group, served.version(), Source.Kind.GROUP_VERSION));
    }
  }

  /// `/openapi/v3`: where each document is, with its hash. Makes all of them.
  public byte[] index() {
    MapValue paths = new MapValue();
    for (String path : sources.keySet()) {
      Document document = made(path);
      String url = "/openapi/v3/" + path + "?hash=" + document.hash();
      paths.put(path, MapValue.of("serverRelativeURL", url));
    }
    return JsonWriter.encodeBare(MapValue.of("paths", paths));
  }

  /// `/openapi/v3/<path>`, such as `apis/apps/v1`; null where there is none.
  public @Nullable Document find(String path) {
    return sources.containsKey(path) ? made(path) : null;
  }

  /// `/openapi/v2` as JSON.
  public Document v2() {
    return made.computeIfAbsent(
        "v2",
        any -> {
          List<MapValue> all = new ArrayList<>();
          sources.forEach((path, source) -> all.add(document(source)));
          return Document.of(JSON, JsonWriter.encodeBare(Swagger.of(assembly().info(), all)));
        });
  }

  private Document made(String path) {
    return made.computeIfAbsent(
        "v3/" + path,
        any -> {
          Source source = sources.get(path);
          if (source == null) {
            throw new IllegalArgumentException("no document " + path);
          }
          return Document.of(JSON, JsonWriter.encodeBare(document(source)));
        });
  }

  /// Made late: a server whose documents nobody reads does without the descriptions.
  private synchronized Assembly assembly() {
    Assembly known = assembly;
    if (known == null) {
      known = new Assembly(catalog.description(), Descriptions.read());
      assembly = known;
    }
    return known;
  }

  private MapValue document(Source source) {
    MapValue paths =
        switch (source.kind()) {
          case GROUP_VERSION -> VersionPaths.of(catalog, source.group(), source.version());
          case GROUP -> {
            ApiNames names = new ApiNames(source.group(), "");
            MapValue get =
                Operations.of(
                    names.groupTag(),
                    "get information of a group",
                    "get" + names.groupName() + "APIGroup");
            Operations.answers(get, Operations.META + "APIGroup", "200");
            yield path("/apis/" + source.group() + "/", get);
          }
          case VERSIONS -> {
            MapValue get =
                Operations.of("core", "get available API versions", "getCoreAPIVersions");
            Operations.answers(get, Operations.META + "APIVersions", "200");
            yield path("/api/", get);
          }
          case GROUPS -> {
            MapValue get = Operations.of("apis", "get available API versions", "getAPIVersions");
            Operations.answers(get, Operations.META + "APIGroupList", "200");
            yield path("/apis/", get);
          }
          case SERVER_VERSION -> {
            MapValue get =
                Operations.of(
                    "version", "get the version information for this server", "getCodeVersion");
            Operations.answersJson(get, "io.k8s.apimachinery.pkg.version.Info");
            yield path("/version/", get);
          }
        };
    return assembly().document(paths, source.group(), source.version());
  }

  private static MapValue path(String path, MapValue get) {
    return MapValue.of(path, MapValue.of("get", get));
  }
}

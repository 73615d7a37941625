package dev.stopwater.server;

import dev.stopwater.http.Reply;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.server.discovery.Discovery;
import dev.stopwater.server.discovery.Document;
import dev.stopwater.server.openapi.OpenApi;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.DiscoveryForm;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Joins discovery and OpenAPI to their paths, with conditional requests and the form that each
/// client asks for.
public final class ApiDocuments implements Paths.Documents {

  private static final List<String> OTHER_PATHS =
      List.of(
          "/healthz", "/livez", "/metrics", "/openapi/v2", "/openapi/v3", "/readyz", "/version");

  private final Discovery discovery;
  private final OpenApi openApi;
  private final Answers answers;
  private final InstantSource clock;

  public ApiDocuments(Catalog catalog, Answers answers, InstantSource clock) {
    this.discovery = new Discovery(catalog);
    this.openApi = new OpenApi(catalog);
    this.answers = answers;
    this.clock = clock;
  }

  @Override
  public @Nullable Page find(RequestContext request) {
    String path = request.info().path();
    String trimmed =
        path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (trimmed.equals("/")) {
      return this::root;
    }
    if (trimmed.equals("/openapi/v2")) {
      return this::swagger;
    }
    if (trimmed.equals("/openapi/v3")) {
      return this::openApiIndex;
    }
    if (trimmed.startsWith("/openapi/v3/")) {
      Document document = openApi.find(trimmed.substring("/openapi/v3/".length()));
      return document == null ? ApiDocuments::empty : each -> openApi(each, document);
    }
    return discovery(trimmed.substring(1).split("/", -1));
  }

  private @Nullable Page discovery(String[] parts) {
    boolean core = parts[0].equals("api");
    if (!core && !parts[0].equals("apis")) {
      return null;
    }
    if (parts.length == 1) {
      return request -> roots(request, core);
    }
    if (core) {
      return parts.length == 2 ? version("", parts[1]) : null;
    }
    return switch (parts.length) {
      case 2 -> plain(discovery.group(parts[1]));
      case 3 -> discovery.group(parts[1]) == null ? null : version(parts[1], parts[2]);
      default -> null;
    };
  }

  /// Of a group that there is, a version that there is not is missed in other words than a path.
  private Page version(String group, String version) {
    Page page = resources(discovery.resources(group, version));
    return page == null
        ? request -> {
          throw Routes.unknown();
        }
        : page;
  }

  private @Nullable Page plain(@Nullable MapValue answer) {
    return answer == null ? null : request -> tree(request, answer);
  }

  private @Nullable Page resources(@Nullable MapValue answer) {
    if (answer == null) {
      return null;
    }
    return request -> {
      String method = request.exchange().method();
      if (!method.equals("GET") && !method.equals("HEAD")) {
        throw Routes.notAllowed();
      }
      tree(request, answer);
    };
  }

  private void tree(RequestContext request, MapValue answer) throws IOException {
    Representation form = answers.negotiate(request, Answers.NONE);
    answers.tree(request, form, 200, answer);
  }

  private void roots(RequestContext request, boolean core) throws IOException {
    request.exchange().reply().header("Vary", "Accept");
    if (DiscoveryForm.aggregated(request.exchange().header("Accept"))) {
      conditional(
          request, core ? discovery.aggregatedCore() : discovery.aggregatedGroups(), "public");
      return;
    }
    String host = request.exchange().header("Host");
    tree(request, core ? discovery.versions(host == null ? "" : host) : discovery.groups());
  }

  private void root(RequestContext request) throws IOException {
    Reply reply = request.exchange().reply();
    reply.status(200);
    reply.header("Content-Type", "application/json");
    reply.send(discovery.root(OTHER_PATHS));
  }

  private void swagger(RequestContext request) throws IOException {
    String accept = request.exchange().header("Accept");
    boolean any =
        accept == null
            || accept.isBlank()
            || accept.contains("*/*")
            || accept.contains("application/json");
    if (!any) {
      request.exchange().reply().status(406);
      request.exchange().reply().send(new byte[0]);
      return;
    }
    conditional(request, openApi.v2(), "");
  }

  private void openApiIndex(RequestContext request) throws IOException {
    Reply reply = request.exchange().reply();
    reply.status(200);
    reply.header(
        "Content-Type",
        request.exchange().method().equals("HEAD")
            ? "text/plain; charset=utf-8"
            : "application/json");
    reply.send(openApi.index());
  }

  /// A hash in the URL makes the document immutable; a wrong one is sent to the right place.
  private void openApi(RequestContext request, Document document) throws IOException {
    Reply reply = request.exchange().reply();
    String hash = request.query().text("hash");
    if (!hash.isEmpty() && !hash.equals(document.hash())) {
      reply.status(301);
      reply.header("Location", request.info().path() + "?hash=" + document.hash());
      reply.send(new byte[0]);
      return;
    }
    if (!hash.isEmpty()) {
      reply.header(
          "Expires",
          DateTimeFormatter.RFC_1123_DATE_TIME.format(
              clock.instant().plus(Duration.ofDays(365)).atOffset(ZoneOffset.UTC)));
    }
    conditional(request, document, hash.isEmpty() ? "" : "public, immutable");
  }

  private static void conditional(RequestContext request, Document document, String caching)
      throws IOException {
    Reply reply = request.exchange().reply();
    reply.header("ETag", document.etag());
    if (!caching.isEmpty()) {
      reply.header("Cache-Control", caching);
    }
    if (document.etag().equals(request.exchange().header("If-None-Match"))) {
      reply.status(304);
      reply.send(new byte[0]);
      return;
    }
    reply.status(200);
    reply.header("Content-Type", document.contentType());
    reply.compressible();
    reply.send(document.bytes());
  }

  /// An unknown OpenAPI path is answered with nothing at all, as upstream answers it.
  private static void empty(RequestContext request) throws IOException {
    request.exchange().reply().status(200);
    request.exchange().reply().send(new byte[0]);
  }
}

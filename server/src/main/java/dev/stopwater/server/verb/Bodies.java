package dev.stopwater.server.verb;

import dev.stopwater.http.BodyTooLargeException;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.representation.Trees;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Reads request bodies, up to upstream's three mebibytes.
public final class Bodies {

  /// The most bytes of a body that are read.
  public static final int MOST = 3 * 1024 * 1024;

  private Bodies() {}

  /// @throws StatusException 413
  public static byte[] read(RequestContext request) throws IOException {
    request.phase("body");
    try {
      byte[] body = request.exchange().body(MOST);
      request.body(body.length);
      request.exchange().live().bytes().take(Trees.weight(body));
      return body;
    } catch (BodyTooLargeException e) {
      throw new StatusException(
          413, "RequestEntityTooLarge", "Request entity too large: limit is " + MOST, null);
    }
  }

  /// The media type without its parameters, or null if none was sent.
  static @Nullable String mediaType(RequestContext request) {
    String type = writtenMediaType(request);
    return type == null ? null : type.toLowerCase(java.util.Locale.ROOT);
  }

  /// As it was written: of patches, upstream heeds the case.
  static @Nullable String writtenMediaType(RequestContext request) {
    String header = request.exchange().header("Content-Type");
    if (header == null || header.isBlank()) {
      return null;
    }
    int semicolon = header.indexOf(';');
    return (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
  }
}

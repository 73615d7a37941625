package dev.stopwater.http;

import java.util.function.Predicate;

/// Where and how a server listens.
///
/// @param bindAddress a name or an address; `0.0.0.0` or `::` for all
/// @param port 0 for any free one
/// @param urgent which paths, as sent, must be served even while handlers spin on every carrier of
///   virtual threads: each such request gets a platform thread, up to a few at a time
public record HttpServerSettings(
    String bindAddress, int port, ServerTls tls, Limits limits, Predicate<String> urgent) {

  /// A server without urgent paths.
  public HttpServerSettings(String bindAddress, int port, ServerTls tls, Limits limits) {
    this(bindAddress, port, tls, limits, path -> false);
  }

  public HttpServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }
}

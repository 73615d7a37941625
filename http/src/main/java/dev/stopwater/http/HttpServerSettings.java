package dev.stopwater.http;

/// Where and how a server listens.
///
/// @param bindAddress a name or an address; `0.0.0.0` or `::` for all
/// @param port 0 for any free one
public record HttpServerSettings(String bindAddress, int port, ServerTls tls, Limits limits) {

  public HttpServerSettings {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("no such port: " + port);
    }
  }
}

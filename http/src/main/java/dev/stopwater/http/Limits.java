package dev.stopwater.http;

/// What a client may take of the server before it has proven anything, and how long it may be
/// silent.
///
/// @param headerBytes the most bytes of request line and headers together
/// @param streamsPerConnection the most requests at a time on one HTTP/2 connection
/// @param connections the most connections at a time; more wait to be accepted
/// @param cancelsPerSecond how many requests a client may cancel on one connection, until it has
///   proven who it is
/// @param trustedCancelsPerSecond the same, once [Exchange#trusted()] was called on the connection
/// @param patience how long to wait for a client
public record Limits(
    int headerBytes,
    int streamsPerConnection,
    int connections,
    int cancelsPerSecond,
    int trustedCancelsPerSecond,
    Patience patience) {

  /// Upstream's, where it has them.
  public static final Limits STANDARD =
      new Limits(1 << 20, 100, 20_000, 128, 1_000, Patience.STANDARD);

  public Limits {
    if (headerBytes < 1024 || streamsPerConnection < 1 || connections < 1) {
      throw new IllegalArgumentException("a server with such limits serves nobody");
    }
  }

  /// The same, but for the waiting.
  public Limits with(Patience other) {
    return new Limits(
        headerBytes,
        streamsPerConnection,
        connections,
        cancelsPerSecond,
        trustedCancelsPerSecond,
        other);
  }
}

package dev.stopwater.http;

/// What a client may take of the server before it has proven anything, and how long it may be
/// silent.
///
/// @param headerBytes the most bytes of request line and headers together
/// @param unfinishedHeaderBytes the most bytes of headers that are not whole, of all clients
///   together; beyond, whoever has sent more than 16 KiB of them and sends on is closed
/// @param streamsPerConnection the most requests at a time on one HTTP/2 connection
/// @param connections the most connections at a time; more wait to be accepted
/// @param cancelsPerSecond how many requests a client may cancel on one connection, until it has
///   proven who it is
/// @param trustedCancelsPerSecond the same, once [Exchange#trusted()] was called on the connection
/// @param goAwayChance how often, of one, an HTTP/2 client is told to connect anew, so that clients
///   spread over several servers; at most 0.02
/// @param patience how long to wait for a client
public record Limits(
    int headerBytes,
    long unfinishedHeaderBytes,
    int streamsPerConnection,
    int connections,
    int cancelsPerSecond,
    int trustedCancelsPerSecond,
    double goAwayChance,
    Patience patience) {

  /// Upstream's, where it has them.
  public static final Limits STANDARD =
      new Limits(
          1 << 20,
          Runtime.getRuntime().maxMemory() / 16,
          100,
          20_000,
          128,
          1_000,
          0,
          Patience.STANDARD);

  private static final double MOST_GO_AWAY = 0.02;

  public Limits {
    if (headerBytes < 1024
        || unfinishedHeaderBytes < headerBytes
        || streamsPerConnection < 1
        || connections < 1) {
      throw new IllegalArgumentException("a server with such limits serves nobody");
    }
    if (goAwayChance < 0 || goAwayChance > MOST_GO_AWAY) {
      throw new IllegalArgumentException("--goaway-chance must be between 0 and 0.02");
    }
  }

  /// The same, but for the waiting.
  public Limits with(Patience other) {
    return new Limits(
        headerBytes,
        unfinishedHeaderBytes,
        streamsPerConnection,
        connections,
        cancelsPerSecond,
        trustedCancelsPerSecond,
        goAwayChance,
        other);
  }
}

package dev.stopwater.http;

import java.time.Duration;

/// How long the server waits for a client that owes it something.
///
/// @param idle until a connection without requests is closed, whatever else an HTTP/2 client sends
/// @param headers for the handshake, for the preface of HTTP/2 and for the headers of an HTTP/1.1
///   request, however slowly they drip
/// @param writeWindow in which a client must take what `bytesPerSecond` comes to of a reply that
///   waits for it, else the reply is cut; holds for every reply, and is the only bound for those
///   that have hardly a deadline, such as watches
/// @param bytesPerSecond how slowly a client may read
public record Patience(Duration idle, Duration headers, Duration writeWindow, int bytesPerSecond) {

  public static final Patience STANDARD =
      new Patience(
          Duration.ofSeconds(90), Duration.ofSeconds(32), Duration.ofSeconds(60), 4 * 1024);

  /// The most that is handed to a connection at once, whatever the window comes to.
  private static final int LARGEST_STEP = 256 * 1024;

  private static final int SMALLEST_STEP = 1024;

  public Patience {
    if (!idle.isPositive() || !headers.isPositive() || !writeWindow.isPositive()) {
      throw new IllegalArgumentException("patience must be positive");
    }
    if (bytesPerSecond < 1) {
      throw new IllegalArgumentException("a client that may read nothing is never cut");
    }
  }

  /// How many bytes a client must take within [#writeWindow]: what is handed over at once.
  public int step() {
    double wanted = bytesPerSecond * (writeWindow.toMillis() / 1e3);
    return (int) Math.clamp(wanted, SMALLEST_STEP, LARGEST_STEP);
  }
}

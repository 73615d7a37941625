package dev.stopwater.http;

import java.time.Duration;

/// How long the server waits for a client that owes it something.
///
/// @param idle until a connection without requests is closed
/// @param headers for the handshake and for the headers of a request, however slowly they drip
/// @param stalledWrite until a reply of which the client takes nothing is cut; holds for every
///   reply, and is the only bound for those that have hardly a deadline, such as watches
public record Patience(Duration idle, Duration headers, Duration stalledWrite) {

  public static final Patience STANDARD =
      new Patience(Duration.ofSeconds(90), Duration.ofSeconds(32), Duration.ofSeconds(60));

  public Patience {
    if (!idle.isPositive() || !headers.isPositive() || !stalledWrite.isPositive()) {
      throw new IllegalArgumentException("patience must be positive");
    }
  }
}

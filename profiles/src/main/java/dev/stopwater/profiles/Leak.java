package dev.stopwater.profiles;

import dev.stopwater.lifecycle.RequestSnapshot;
import java.time.Instant;

/// One request that was proved never to go on.
///
/// @param found when the proof was found
/// @param request as it was last seen
public record Leak(Instant found, RequestSnapshot request) {

  /// When the request arrived.
  public Instant arrived() {
    return found.minus(request.age());
  }
}

package dev.stopwater.lab.scene;

import java.time.Duration;

/// How a scene is played.
///
/// @param clients that behave badly
/// @param limit how long to wait for the server to let go of them
/// @param pid of the server's process, whose memory is looked at; 0 if it is not known
public record SceneSettings(int clients, Duration limit, long pid) {
  public SceneSettings {
    if (clients < 1 || !limit.isPositive()) {
      throw new IllegalArgumentException("a scene needs clients and time");
    }
  }

  /// The same against a server whose process is known.
  public SceneSettings of(long process) {
    return new SceneSettings(clients, limit, process);
  }
}

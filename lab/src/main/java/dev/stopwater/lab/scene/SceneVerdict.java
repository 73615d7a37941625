package dev.stopwater.lab.scene;

import dev.stopwater.lab.night.Latencies;
import java.util.Locale;

/// What a scene showed.
///
/// @param mostHeld requests at once, at the most
/// @param leftHeld requests that the server still held at the end
/// @param seconds until it had let go of all, or until the patience was over
/// @param residentBefore bytes of its process, or -1 where that is not known, as the next
/// @param before what other clients felt before; and [#during] the scene
public record SceneVerdict(
    Scene scene,
    int clients,
    long mostHeld,
    long leftHeld,
    double seconds,
    long residentBefore,
    long residentMost,
    Latencies.Summary before,
    Latencies.Summary during) {

  /// Whether it let go of all, and no other client failed.
  public boolean good() {
    return leftHeld <= 0 && during.failed() == 0;
  }

  public String text() {
    return String.format(
        Locale.ROOT,
        """
        %s: %d clients %s
          held     %d requests at the most; %s
          memory   %s
          others   median %.1f ms, 99 of 100 within %.0f ms, %d of %d failed (before: %.1f ms, %.0f ms)
          verdict  %s
        """,
        scene.word(),
        clients,
        scene.does(),
        mostHeld,
        leftHeld <= 0
            ? String.format(Locale.ROOT, "none any more after %.1f s", seconds)
            : String.format(Locale.ROOT, "%d still after %.1f s", leftHeld, seconds),
        memory(),
        during.median(),
        during.p99(),
        during.failed(),
        during.count(),
        before.median(),
        before.p99(),
        good()
            ? "it lets go of them, and others are served"
            : "IT DOES NOT LET GO, OR OTHERS SUFFER");
  }

  private String memory() {
    return residentBefore < 0
        ? "not known: give --pid for a server of this machine"
        : String.format(
            Locale.ROOT,
            "%,d MB before, %,d MB at the most",
            residentBefore >> 20,
            residentMost >> 20);
  }
}

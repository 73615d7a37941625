package dev.stopwater.lab.scene;

import dev.stopwater.lab.night.Latencies;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// What a scene showed.
///
/// @param mostHeld of the clients' requests at once, at the most
/// @param leftHeld of them that the server still held at the end
/// @param coming seconds from the first client that came to the last
/// @param seconds from there until it had let go of all, or until the patience was over
/// @param answers how often each status was answered to clients that read; 0 for none
/// @param residentBefore bytes of its process, or -1 where that is not known, as the next
/// @param before what other clients felt before; and [#during] the scene
public record SceneVerdict(
    Scene scene,
    int clients,
    long mostHeld,
    long leftHeld,
    double coming,
    double seconds,
    Map<Integer, Long> answers,
    long residentBefore,
    long residentMost,
    Latencies.Summary before,
    Latencies.Summary during) {

  public SceneVerdict {
    answers = Map.copyOf(answers);
  }

  /// Whether it let go of all, and no other client failed.
  public boolean good() {
    return leftHeld == 0 && during.failed() == 0;
  }

  public String text() {
    return """
    %s: %d clients %s
      held     %s
      memory   %s
      others   %s
      verdict  %s: %s
    """
        .formatted(
            scene.word(),
            clients,
            scene.does(),
            held(),
            memory(),
            others(),
            good() ? "GOOD" : "BAD",
            reason());
  }

  private String held() {
    String held =
        "%d at once, who came within %s%s"
            .formatted(mostHeld, seconds(coming), answers.isEmpty() ? "" : "; answers: ");
    return held + statuses();
  }

  private String statuses() {
    return answers.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(each -> each.getValue() + (each.getKey() == 0 ? " none" : " x " + each.getKey()))
        .collect(Collectors.joining(", "));
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

  private String others() {
    return String.format(
        Locale.ROOT,
        "median %.1f ms (before %.1f ms), 99 of 100 within %.0f ms (before %.0f ms)",
        during.median(),
        before.median(),
        during.p99(),
        before.p99());
  }

  private String reason() {
    String clients =
        leftHeld == 0
            ? "none is held " + seconds(seconds) + " after the last one came"
            : leftHeld + " are still held " + seconds(seconds) + " after the last one came";
    return clients
        + "; of other clients' %d requests %s"
            .formatted(
                during.count(), during.failed() == 0 ? "none failed" : during.failed() + " failed");
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.1f s", seconds);
  }
}

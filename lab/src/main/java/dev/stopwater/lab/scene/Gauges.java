package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.ApiClient;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a server's own metrics say of the requests that it holds, under names that kube-apiserver
/// and Stopwater share.
final class Gauges {

  private static final Pattern IN_FLIGHT =
      Pattern.compile("(?m)^apiserver_current_inflight_requests\\{[^}]*} ([0-9.e+]+)$");
  private static final Pattern WATCHES =
      Pattern.compile(
          "(?m)^apiserver_longrunning_requests\\{[^}]*resource=\"configmaps\"[^}]*} ([0-9.e+]+)$");

  private final ApiClient client;
  private final Pattern gauge;

  Gauges(ApiClient client, Scene scene) {
    this.client = client;
    this.gauge = scene == Scene.STALLED_WATCH ? WATCHES : IN_FLIGHT;
  }

  /// How many requests of the scene's sort it holds now; the one that asks is among those in
  /// flight.
  long held() throws IOException, InterruptedException {
    Matcher found = gauge.matcher(client.text("/metrics"));
    double sum = 0;
    while (found.find()) {
      sum += Double.parseDouble(found.group(1));
    }
    return Math.round(sum);
  }
}

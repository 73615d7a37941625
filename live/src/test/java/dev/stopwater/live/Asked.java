package dev.stopwater.live;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// What a program on this machine gets from the pages.
record Asked(int status, String text) {

  static Asked of(LiveProfiles live, String page) throws IOException {
    return to("GET", live.port(), "/debug/pprof/" + page);
  }

  static Asked to(String method, int port, String path) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
    connection.setRequestMethod(method);
    connection.setInstanceFollowRedirects(false);
    connection.setReadTimeout(60_000);
    int status = connection.getResponseCode();
    try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return new Asked(status, text);
    }
  }

  /// `leak profile: total N, …`
  static long leaks(LiveProfiles live) throws IOException {
    String text = of(live, "leak?debug=2").text();
    return Long.parseLong(text.replaceAll("(?s)leak profile: total ([0-9]+),.*", "$1"));
  }
}

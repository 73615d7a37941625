package dev.stopwater.monitor.pages;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One answer, whole: what an HTTP server sends.
///
/// @param headers each once; the length of the body is not among them
/// @param body not to be written to
@SuppressWarnings("ArrayRecordComponent") // handed over
public record Answer(int status, Map<String, String> headers, byte[] body) {

  static Answer html(String html) {
    return of(200, "text/html; charset=utf-8", html)
        .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  }

  static Answer json(String json) {
    return of(200, "application/json", json);
  }

  static Answer refusal(int status, String text) {
    return of(status, "text/plain; charset=utf-8", text + "\n");
  }

  Answer with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Answer(status, more, body);
  }

  private static Answer of(int status, String type, String body) {
    return new Answer(
        status,
        Map.of("Content-Type", type, "X-Content-Type-Options", "nosniff"),
        body.getBytes(StandardCharsets.UTF_8));
  }
}

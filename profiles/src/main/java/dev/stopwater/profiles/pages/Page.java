package dev.stopwater.profiles.pages;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// One answer, whole: what an HTTP server sends. Not changed once it is made.
public final class Page {

  private static final String SNIFF = "X-Content-Type-Options";
  private static final String TYPE = "Content-Type";

  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Page(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  public int status() {
    return status;
  }

  /// By name, each once; the length of the body is not among them.
  public Map<String, String> headers() {
    return Collections.unmodifiableMap(headers);
  }

  /// Not to be written to.
  public byte[] body() {
    return body;
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  static Page html(String html) {
    return of(200, "text/html; charset=utf-8", bytes(html))
        .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
  }

  static Page text(String text) {
    return of(200, "text/plain; charset=utf-8", bytes(text));
  }

  /// @param name of the file that a browser makes of it
  static Page file(String name, byte[] bytes) {
    return of(200, "application/octet-stream", bytes)
        .with("Content-Disposition", "attachment; filename=\"" + name + "\"");
  }

  static Page moved(String where) {
    String link = "<a href=\"" + where + "\">Found</a>.\n\n";
    return of(302, "text/html; charset=utf-8", bytes(link)).with("Location", where);
  }

  static Page refusal(int status, String text) {
    return of(status, "text/plain; charset=utf-8", bytes(text + "\n")).with("X-Go-Pprof", "1");
  }

  Page with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Page(status, more, body);
  }

  private static Page of(int status, String type, byte[] body) {
    return new Page(status, Map.of(TYPE, type, SNIFF, "nosniff"), body);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}

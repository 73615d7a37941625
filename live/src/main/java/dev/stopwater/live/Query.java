package dev.stopwater.live;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The parameters of a URL.
///
/// @param raw as it was sent, or null
public record Query(@Nullable String raw) {

  /// The first value of a parameter, or an empty text.
  public String first(String name) {
    if (raw == null) {
      return "";
    }
    for (String each : raw.split("&")) {
      int equals = each.indexOf('=');
      if (decoded(equals < 0 ? each : each.substring(0, equals)).equals(name)) {
        return equals < 0 ? "" : decoded(each.substring(equals + 1));
      }
    }
    return "";
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      return text;
    }
  }
}

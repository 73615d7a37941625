package dev.stopwater.server.verb;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Where the next page of a list starts: unpadded base64url of
/// `{"v":"meta.k8s.io/v1","rv":N,"start":"<key>\0"}`, as upstream writes it.
///
/// @param revision of the list; -1 continues at the newest state
/// @param start the first key that the page may hold, relative to the kind's (and namespace's)
///   prefix
public record ContinueToken(long revision, String start) {

  private static final String VERSION = "meta.k8s.io/v1";

  public String encode() {
    String json =
        "{\"v\":\""
            + VERSION
            + "\",\"rv\":"
            + revision
            + ",\"start\":\""
            + start.replace("\0", "\\u0000")
            + "\"}\n";
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  /// @throws StatusException 400
  public static ContinueToken decode(String token) {
    MapValue map = parse(token);
    if (!map.text("v", "").equals(VERSION)) {
      throw invalid("server does not recognize this encoded version " + map.text("v", ""));
    }
    if (map.integer("rv", 0) == 0) {
      throw invalid("incorrect encoded start resourceVersion 0 (version meta.k8s.io/v1)");
    }
    String start = map.text("start", "");
    if (start.isEmpty()) {
      throw invalid("encoded start key empty (version meta.k8s.io/v1)");
    }
    if (start.startsWith("/") || start.contains("//") || ("/" + start + "/").contains("/../")) {
      throw invalid(start.replace("\0", "\\x00"));
    }
    return new ContinueToken(map.integer("rv", 0), start);
  }

  private static MapValue parse(String token) {
    int broken = firstBroken(token);
    if (broken >= 0) {
      throw invalid("illegal base64 data at input byte " + broken);
    }
    try {
      byte[] json = Base64.getUrlDecoder().decode(token);
      if (token.endsWith("=") || !(Json.parse(json) instanceof MapValue map)) {
        throw invalid("");
      }
      return map;
    } catch (IllegalArgumentException e) {
      throw invalid("");
    }
  }

  /// Where Go's decoder of unpadded base64url stops, or -1.
  private static int firstBroken(String token) {
    for (int i = 0; i < token.length(); i++) {
      char c = token.charAt(i);
      boolean fine =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '-'
              || c == '_';
      if (!fine) {
        return i;
      }
    }
    return token.length() % 4 == 1 ? token.length() - 1 : -1;
  }

  private static StatusException invalid(String why) {
    return StatusException.badRequest(
        "invalid continue token: continue key is not valid" + (why.isEmpty() ? "" : ": " + why));
  }
}

package dev.stopwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

/// A request to be sent.
///
/// @param path with its query
/// @param accept what the answer may be
/// @param type of the body
/// @param body empty for none
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record Ask(String method, String path, String accept, String type, byte[] body) {

  private static final byte[] NOTHING = {};
  private static final String JSON = "application/json";

  public static Ask get(String path) {
    return new Ask("GET", path, JSON, JSON, NOTHING);
  }

  public static Ask delete(String path) {
    return new Ask("DELETE", path, JSON, JSON, NOTHING);
  }

  public static Ask sending(String method, String path, String type, String body) {
    return new Ask(method, path, JSON, type, body.getBytes(UTF_8));
  }

  public static Ask post(String path, String json) {
    return sending("POST", path, JSON, json);
  }

  public static Ask put(String path, String json) {
    return sending("PUT", path, JSON, json);
  }

  public Ask accepting(String other) {
    return new Ask(method, path, other, type, body);
  }
}

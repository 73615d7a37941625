package dev.stopwater.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

/// What a request was answered.
///
/// @param type of the body, or empty
@SuppressWarnings("ArrayRecordComponent") // nobody compares two of them
public record Answer(int status, String type, byte[] body) {

  public boolean good() {
    return status / 100 == 2;
  }

  /// The beginning of the body, for a message.
  public String said() {
    String text = new String(body, UTF_8);
    return status + " " + (text.length() > 300 ? text.substring(0, 300) + "…" : text);
  }
}

package dev.stopwater.http.engine;

/// What the request decides about the form of its reply.
///
/// @param head whether the client wants the headers only
/// @param gzip whether the client takes gzip
/// @param patience for one write, in nanoseconds
/// @param step the most bytes of one write: what the client must take within the patience
record Framing(boolean head, boolean gzip, long patience, int step) {

  boolean bodiless(int status) {
    return head || !mayHaveBody(status);
  }

  static boolean mayHaveBody(int status) {
    return status >= 200 && status != 204 && status != 304;
  }

  /// Upstream looks for the bare word, and so does not see one with a quality.
  static boolean takesGzip(Iterable<String> acceptEncodings) {
    for (String value : acceptEncodings) {
      for (String token : value.split(",", -1)) {
        if (token.strip().equals("gzip")) {
          return true;
        }
      }
    }
    return false;
  }
}

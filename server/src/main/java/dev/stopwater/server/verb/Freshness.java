package dev.stopwater.server.verb;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.watchcache.WatchCaches;
import java.time.Duration;
import java.util.List;

/// Waits until what is read is at least as new as the client has seen: at most three seconds, as
/// upstream's watch cache does.
public final class Freshness {

  private static final Duration MOST = Duration.ofSeconds(3);

  private final WatchCaches caches;

  public Freshness(WatchCaches caches) {
    this.caches = caches;
  }

  public long revision() {
    return caches.revision();
  }

  /// @param text a resourceVersion as sent; empty and `0` are always fresh enough
  /// @throws StatusException 500 for text that is no number, 504 for a version not reached in time
  void await(String text) throws InterruptedException {
    if (!text.isEmpty() && !text.equals("0")) {
      await(parse(text));
    }
  }

  void await(long revision) throws InterruptedException {
    if (!caches.awaitRevision(revision, MOST)) {
      throw tooLarge(revision);
    }
  }

  private StatusException tooLarge(long revision) {
    String message = "Too large resource version: " + Long.toUnsignedString(revision);
    return new StatusException(
        504,
        "Timeout",
        "Timeout: " + message + ", current: " + caches.revision(),
        new StatusException.Details(
            "",
            "",
            "",
            "",
            List.of(new FieldError("ResourceVersionTooLarge", "", "Too large resource version")),
            1));
  }

  /// @throws StatusException 500 without a reason, as gets and watches answer
  static long parse(String text) {
    try {
      return parseUnsigned(text);
    } catch (NumberFormatException e) {
      throw StatusException.unknown(message(text));
    }
  }

  static long parseUnsigned(String text) {
    if (!text.isEmpty() && text.charAt(0) == '+') {
      throw new NumberFormatException(text);
    }
    return Long.parseUnsignedLong(text);
  }

  /// Upstream's words for a resourceVersion that is no number.
  static String message(String text) {
    String problem = text.matches("[0-9]+") ? "value out of range" : "invalid syntax";
    String quoted = GoQuote.quote(text);
    return "resourceVersion: Invalid value: "
        + quoted
        + ": strconv.ParseUint: parsing "
        + quoted
        + ": "
        + problem;
  }
}

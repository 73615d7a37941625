package dev.stopwater.lifecycle;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a handler ended that the clock, or the client, had not waited for.
///
/// @param request the request as it stood when its handler ended
/// @param lateBy the time from the deadline to the end; zero if the client left before it
/// @param failure what escaped from the handler, or null
public record LateOutcome(
    Status status, RequestSnapshot request, Duration lateBy, @Nullable Throwable failure) {

  /// The `status` label of `apiserver_request_post_timeout_total`.
  public enum Status {
    OK("ok"),
    /// The handler gave up in an orderly way: a refused write, an interrupt, a checked exception.
    ERROR("error"),
    /// An unchecked exception or an error escaped.
    PANIC("panic");

    private final String label;

    Status(String label) {
      this.label = label;
    }

    public String label() {
      return label;
    }

    static Status of(@Nullable Throwable failure) {
      if (failure == null) {
        return OK;
      }
      return failure instanceof Error || isUnchecked(failure) ? PANIC : ERROR;
    }

    private static boolean isUnchecked(Throwable failure) {
      if (!(failure instanceof RuntimeException)) {
        return false;
      }
      Throwable cause = failure.getCause();
      return !(cause instanceof HandlerTimeoutException || cause instanceof InterruptedException);
    }
  }
}

package dev.stopwater.server;

import dev.stopwater.lifecycle.OverBudgetException;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.RequestContext;
import java.util.List;

/// How a client is told that requests hold too much of the server's memory.
final class Crowding {

  private static final int COME_BACK_SECONDS = 1;

  private static final String FULL =
      "requests in progress hold too much of the server's memory, please try again later";

  private Crowding() {}

  /// Health, metrics and profiles answer always. Everybody else is the same here, administrators
  /// too: it was one of theirs that pulled a whole cluster.
  static boolean concerns(RequestContext request) {
    return request.info().resourceRequest();
  }

  static StatusException full() {
    return tooMany(FULL);
  }

  static StatusException refusal(OverBudgetException e) {
    return switch (e.whose()) {
      case REQUEST ->
          new StatusException(
              413,
              "RequestEntityTooLarge",
              "this request needs more than the "
                  + e.limit()
                  + " bytes of memory that one may hold: ask for less at a time, of a list with"
                  + " limit, or as plain JSON",
              StatusException.Details.NONE);
      case FLOW ->
          tooMany(
              "this user's requests in progress hold too much of the server's memory, please try"
                  + " again later");
      case ALL -> tooMany(FULL);
    };
  }

  private static StatusException tooMany(String message) {
    return new StatusException(
        429,
        "TooManyRequests",
        message,
        new StatusException.Details("", "", "", "", List.of(), COME_BACK_SECONDS));
  }
}

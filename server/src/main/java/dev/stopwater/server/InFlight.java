package dev.stopwater.server;

import dev.stopwater.access.UserInfo;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.server.errors.PlainText;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// At most so many requests at once, reading and writing counted apart; long-running ones are not
/// counted, and `system:masters` always pass. Who finds it full is told to come back in a second.
public final class InFlight implements Filter {

  private final @Nullable Semaphore reading;
  private final @Nullable Semaphore writing;

  /// @param mostReading 0 for no limit
  /// @param mostWriting 0 for no limit
  public InFlight(int mostReading, int mostWriting) {
    reading = mostReading > 0 ? new Semaphore(mostReading) : null;
    writing = mostWriting > 0 ? new Semaphore(mostWriting) : null;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    Semaphore seats = request.info().mutating() ? writing : reading;
    if (seats == null || request.info().longRunning() || request.user().in(UserInfo.MASTERS)) {
      next.handle(request);
      return;
    }
    if (!seats.tryAcquire()) {
      request.refuse();
      request.exchange().reply().header("Retry-After", "1");
      PlainText.send(request.exchange().reply(), 429, "Too many requests, please try again later.");
      return;
    }
    Held seat = request.exchange().live().hold(seats::release);
    try {
      next.handle(request);
    } finally {
      seat.close();
    }
  }
}

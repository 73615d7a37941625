package dev.stopwater.lab.night;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/// Waits for answers and counts what became of requests. Any thread.
final class Outcomes {

  private static final int GATEWAY_TIMEOUT = 504;
  private static final int TOO_MANY = 429;

  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong served = new AtomicLong();
  private final AtomicLong timedOut = new AtomicLong();
  private final AtomicLong cut = new AtomicLong();
  private final AtomicLong refused = new AtomicLong();
  private final AtomicLong givenUp = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  long sent() {
    return sent.get();
  }

  /// Takes one of so many requests; false when there are none left.
  boolean mayBegin(long most) {
    return sent.getAndUpdate(now -> Math.min(most, now + 1)) < most;
  }

  /// Waits for an answer, and gives the request up when that takes too long.
  ///
  /// @return whether it is whole and a 200
  boolean await(CompletableFuture<? extends HttpResponse<?>> answer, Duration patience)
      throws InterruptedException {
    try {
      return count(answer.get(patience.toNanos(), TimeUnit.NANOSECONDS).statusCode());
    } catch (TimeoutException e) {
      answer.cancel(true);
      givenUp.incrementAndGet();
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      count(cause == null ? e : cause);
    } catch (InterruptedException e) {
      answer.cancel(true);
      throw e;
    }
    return false;
  }

  private boolean count(int status) {
    switch (status) {
      case 200 -> served.incrementAndGet();
      case GATEWAY_TIMEOUT -> timedOut.incrementAndGet();
      case TOO_MANY -> refused.incrementAndGet();
      default -> failed.incrementAndGet();
    }
    return status == 200;
  }

  private void count(Throwable failure) {
    switch (failure) {
      case HttpTimeoutException e -> givenUp.incrementAndGet();
      case IOException e -> cut.incrementAndGet();
      default -> failed.incrementAndGet();
    }
  }

  Platform.Tally tally() {
    return new Platform.Tally(
        sent.get(),
        served.get(),
        timedOut.get(),
        cut.get(),
        refused.get(),
        givenUp.get(),
        failed.get());
  }
}

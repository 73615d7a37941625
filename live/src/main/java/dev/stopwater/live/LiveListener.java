package dev.stopwater.live;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.profiles.LeakBook;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Remembers what is proved, logs it in one line each through the JDK's [System.Logger], and tells
/// it on. Of many leaks or timeouts at once, the first are logged.
final class LiveListener implements LedgerListener {

  private static final System.Logger LOG = System.getLogger("dev.stopwater.live");
  private static final int FRAMES = 16;

  private final LogRation leaks = new LogRation(System::nanoTime);
  private final LogRation timeouts = new LogRation(System::nanoTime);
  private final LeakBook book;
  private final Consumer<RequestSnapshot> onLeak;

  LiveListener(LeakBook book, Consumer<RequestSnapshot> onLeak) {
    this.book = book;
    this.onLeak = onLeak;
  }

  @Override
  public void leaked(RequestSnapshot request) {
    book.proved(request);
    if (leaks.allows()) {
      LOG.log(Level.WARNING, () -> "leaked, and can never go on: " + line(request));
    }
    onLeak.accept(request);
  }

  @Override
  public void timedOut(RequestSnapshot request, boolean begun) {
    if (timeouts.allows()) {
      String when = begun ? "while it was answered: " : "unanswered: ";
      LOG.log(Level.INFO, () -> "timed out " + when + line(request));
    }
  }

  @Override
  public void late(LateOutcome outcome) {
    LOG.log(
        Level.DEBUG,
        () -> "ended " + outcome.lateBy().toMillis() + " ms late: " + line(outcome.request()));
  }

  @Override
  public void fault(String what, Throwable failure) {
    LOG.log(Level.ERROR, what, failure);
  }

  private static String line(RequestSnapshot request) {
    String route = request.evidence().route();
    return (route.isEmpty() ? request.facts().method() + " " + request.facts().uri() : route)
        + ", "
        + request.age().toSeconds()
        + " s old, at "
        + request.stack().stream()
            .limit(FRAMES)
            .map(StackTraceElement::toString)
            .collect(Collectors.joining(" < "));
  }
}

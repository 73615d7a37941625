package dev.stopwater.assembly;

import dev.stopwater.diagnostics.PprofPages;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.OverBudgetException;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.Profiles;
import dev.stopwater.profiles.pages.ProfilePages;
import dev.stopwater.server.Paths;
import java.time.Duration;
import java.time.InstantSource;

/// What the server knows of itself: hears what the ledger tells, logs it, remembers leaks, and
/// makes the pages that show it. Any thread.
final class Diagnosis implements LedgerListener {

  private static final Duration RATION = Duration.ofSeconds(10);

  private final LedgerListener next;
  private final InstantSource clock;
  private final LeakBook leaks;

  /// @param next is told everything too, and logs it
  Diagnosis(LedgerListener next, InstantSource clock) {
    this.next = next;
    this.clock = clock;
    this.leaks = new LeakBook(clock);
  }

  /// Whether a request for this path is for the pages, which must be served even while handlers
  /// spin.
  static boolean isUrgent(String path) {
    return path.startsWith("/debug/pprof/");
  }

  /// @param on whether they are served at all
  Paths.DebugPages pages(Ledger ledger, boolean on) {
    if (!on) {
      return request -> false;
    }
    LeakCheck check = new LeakCheck(ledger, leaks, clock, RATION);
    Profiles profiles = new Profiles(ledger, check, clock, System::nanoTime, Threads.Sleep.SYSTEM);
    PprofPages pages = new PprofPages(new ProfilePages(profiles, ledger));
    return request -> pages.serve(request.info().path(), request.query()::text, request.exchange());
  }

  @Override
  public void timedOut(RequestSnapshot request, boolean begun) {
    next.timedOut(request, begun);
  }

  @Override
  public void late(LateOutcome outcome) {
    next.late(outcome);
  }

  @Override
  public void leaked(RequestSnapshot request) {
    leaks.proved(request);
    next.leaked(request);
  }

  @Override
  public void cut(RequestSnapshot request, boolean begun) {
    next.cut(request, begun);
  }

  @Override
  public void refused(LedgerEntry request, OverBudgetException.Whose whose) {
    next.refused(request, whose);
  }

  @Override
  public void fault(String what, Throwable failure) {
    next.fault(what, failure);
  }
}

package dev.stopwater.assembly;

import dev.stopwater.diagnostics.MonitorDoor;
import dev.stopwater.diagnostics.PprofPages;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.OverBudgetException;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.monitor.Monitor;
import dev.stopwater.monitor.pages.MonitorPages;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.Profiles;
import dev.stopwater.profiles.pages.ProfilePages;
import dev.stopwater.server.Paths;
import dev.stopwater.server.request.RequestContext;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// What the server knows of itself: hears what the ledger tells, logs it, remembers leaks, and
/// makes the pages that show it. Any thread.
final class Diagnosis implements LedgerListener {

  private static final Duration RATION = Duration.ofSeconds(10);

  private final LedgerListener next;
  private final InstantSource clock;
  private final LeakBook leaks;
  private volatile @Nullable Watch watch;

  private record Watch(Monitor monitor, MonitorDoor door) {}

  /// @param next is told everything too, and logs it
  Diagnosis(LedgerListener next, InstantSource clock) {
    this.next = next;
    this.clock = clock;
    this.leaks = new LeakBook(clock);
  }

  /// Whether a request for this path is for the pages, which must be served even while handlers
  /// spin.
  static boolean isUrgent(String path) {
    return path.startsWith("/debug/pprof/") || MonitorPages.has(path);
  }

  /// Tells this monitor of leaks too, and serves its page.
  void watched(Monitor by) {
    watch = new Watch(by, new MonitorDoor(new MonitorPages(by)));
  }

  /// @param profiling whether the profiles are served at all
  Paths.DebugPages pages(Ledger ledger, boolean profiling) {
    Paths.DebugPages profiles = profiling ? profiles(ledger) : request -> false;
    return request -> profiles.serve(request) || monitor(request);
  }

  private boolean monitor(RequestContext request) throws IOException {
    Watch by = watch;
    return by != null
        && by.door.serve(request.info().path(), request.query()::text, request.exchange());
  }

  private Paths.DebugPages profiles(Ledger ledger) {
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
    Watch by = watch;
    if (by != null) {
      by.monitor.leaked(request);
    }
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

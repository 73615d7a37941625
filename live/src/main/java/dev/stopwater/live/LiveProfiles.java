package dev.stopwater.live;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.lifecycle.Work;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.LeakReport;
import dev.stopwater.profiles.Profiles;
import dev.stopwater.profiles.pages.ProfilePages;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/// Live profiles, and the proof of a leak, for the program that starts this:
///
/// ```java
/// LiveProfiles live = LiveProfiles.serve(6060);
/// ```
///
/// `go tool pprof http://localhost:6060/debug/pprof/goroutine` then shows its platform threads, and
/// the requests and tasks that are given to it: by one of the adapters in the packages below, by
/// [#executor], or by [#watch]. What runs on a thread of ours can be proved leaked; what runs on a
/// thread that a server holds is shown, and told as late. Any thread.
public final class LiveProfiles implements AutoCloseable {

  private static final String NAME = "live";

  private final LiveSettings settings;
  private final Ledger ledger;
  private final LeakCheck check;
  private final ProfilePages pages;
  private final @Nullable ProfileServer server;

  private LiveProfiles(LiveSettings settings) throws IOException {
    InstantSource clock = InstantSource.system();
    LeakBook book = new LeakBook(clock);
    this.settings = settings;
    this.ledger =
        Ledger.start(
            LedgerSettings.of(NAME, settings.late(), new LiveListener(book, settings.onLeak())));
    this.check = new LeakCheck(ledger, book, clock, settings.ration());
    Profiles profiles = new Profiles(ledger, check, clock, System::nanoTime, Threads.Sleep.SYSTEM);
    this.pages = new ProfilePages(profiles, ledger);
    try {
      this.server =
          settings.address() == null
              ? null
              : ProfileServer.start(settings.address(), settings.exposed(), ledger, pages);
    } catch (IOException | RuntimeException failure) {
      ledger.close();
      throw failure;
    }
  }

  /// Serves the profiles on a port of the loopback address, for as long as the program runs or
  /// until [#close()].
  ///
  /// @throws IOException the port is taken
  public static LiveProfiles serve(int port) throws IOException {
    return start(LiveSettings.on(port));
  }

  public static LiveProfiles start(LiveSettings settings) throws IOException {
    return new LiveProfiles(settings);
  }

  public LiveSettings settings() {
    return settings;
  }

  /// Where the pages are served.
  ///
  /// @throws IllegalStateException they are not
  public int port() {
    if (server == null) {
      throw new IllegalStateException("the pages are not served");
    }
    return server.port();
  }

  /// The pages, for a server that shows them itself.
  public ProfilePages pages() {
    return pages;
  }

  /// Searches for leaks, unless that was done a moment ago.
  public LeakReport leaks() {
    return check.check();
  }

  /// How many requests and tasks there are, the late ones among them.
  public int count() {
    return ledger.live();
  }

  /// How many of them are late.
  public int late() {
    return ledger.overdue();
  }

  /// An executor each of whose tasks has a virtual thread of its own, is shown under `name`, and
  /// can be proved leaked. Nobody need close it.
  public ExecutorService executor(String name) {
    return new LiveExecutor(this, name);
  }

  public ExecutorService executor() {
    return executor("task");
  }

  /// Makes the same threads as `factory`, and shows what they do under `name`. They cannot be
  /// proved leaked as long as their pool or the JVM holds them, as nearly all do.
  public ThreadFactory watching(String name, ThreadFactory factory) {
    return task -> factory.newThread(() -> watch(name, task));
  }

  /// Does `work` on the calling thread, and shows it under `name` meanwhile. It cannot be proved
  /// leaked as long as somebody holds that thread.
  public void watch(String name, Runnable work) {
    new Watched(name, work).on(ledger);
  }

  /// Begins a request of an HTTP server on a thread of its own. What adapters are made of.
  ///
  /// Without a deadline (see [LiveSettings#ends()]) the answerer is not asked: `work` answers for
  /// itself, and what it held is given back if it is proved leaked.
  ///
  /// @throws IllegalStateException this is closed
  public LedgerEntry begin(RequestFacts facts, Answerer answerer, Work work) {
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Work asHere =
        entry -> {
          Thread.currentThread().setContextClassLoader(loader);
          work.run(entry);
        };
    return settings.ends() ? ledger.begin(facts, answerer, asHere) : ledger.watch(facts, asHere);
  }

  /// Has a request of an HTTP server done on a thread of its own while the calling thread, which is
  /// the server's, waits for it: until it is done, is proved leaked, or its deadline has passed.
  ///
  /// @throws InterruptedException the calling thread was interrupted, and so is the one that works
  /// @throws IllegalStateException this is closed
  public Attended attend(RequestFacts facts, Work work) throws InterruptedException {
    return new Attendance(work).through(this, facts);
  }

  void forEachHandler(java.util.function.BiConsumer<LedgerEntry, Thread> visitor) {
    ledger.forEachHandler(visitor);
  }

  /// Stops serving, and interrupts what is still running.
  @Override
  public void close() {
    if (server != null) {
      server.close();
    }
    ledger.close();
  }
}

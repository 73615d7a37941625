package dev.stopwater.profiles.pages;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.profiles.LeakBook;
import dev.stopwater.profiles.LeakCheck;
import dev.stopwater.profiles.Profiles;
import java.lang.ref.Reference;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/// Asks for every profile while next to nothing is left of the heap, then once more when there is
/// room again, and prints what is answered. A program of its own, since others would fail with it.
final class FullHeap implements LedgerListener, Answerer {

  private static final List<String> PAGES =
      List.of("goroutine", "heap", "late", "leak", "threadcreate", "allocs", "profile");
  private static final int LEFT = 300_000; // bytes: enough for a request, too little for a profile

  private final CountDownLatch end = new CountDownLatch(1);
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofHours(1), System::nanoTime, this));
  private final ProfilePages pages =
      new ProfilePages(
          new Profiles(
              ledger,
              new LeakCheck(
                  ledger,
                  new LeakBook(InstantSource.system()),
                  InstantSource.system(),
                  Duration.ZERO),
              InstantSource.system(),
              System::nanoTime,
              duration -> Threads.Sleep.SYSTEM.sleep(Duration.ofMillis(50))),
          ledger);

  public static void main(String[] arguments) throws Exception {
    new FullHeap().run();
    System.exit(0);
  }

  private void run() throws Exception {
    CountDownLatch begun = new CountDownLatch(2000);
    for (int i = 0; i < 2000; i++) {
      begin(
          "GET /" + i,
          live -> {
            begun.countDown();
            end.await();
          });
    }
    begun.await();
    askAll("at first"); // with all classes loaded
    Deque<byte[]> ballast = fill();
    askAll("full");
    ballast.clear();
    askAll("again");
  }

  private void begin(String route, dev.stopwater.lifecycle.Work work) {
    ledger
        .begin(new RequestFacts("GET", "/", "127.0.0.1:1", "curl/8", "HTTP/1.1"), this, work)
        .identify(route, "alice", "audit-1");
  }

  private void askAll(String when) throws Exception {
    for (String page : PAGES) {
      System.out.println(when + ": " + page + " " + status(page, ""));
      System.out.println(when + ": " + page + "?debug=2 " + status(page, "2"));
    }
  }

  private int status(String page, String debug) throws Exception {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    begin(
        "GET /debug/pprof/" + page,
        live -> {
          pages.answer(
              "/debug/pprof/" + page,
              name -> name.equals("debug") ? debug : "",
              live,
              made -> status.complete(made.status()));
          live.claimAnswer();
        });
    return status.get();
  }

  /// All of the heap but a little.
  private static Deque<byte[]> fill() {
    Deque<byte[]> ballast = new ArrayDeque<>(10_000);
    byte[] spare = new byte[LEFT];
    for (int size = 1_000_000; size >= 1000; size /= 10) {
      try {
        while (true) {
          ballast.add(new byte[size]);
        }
      } catch (OutOfMemoryError full) {
        continue; // with smaller pieces
      }
    }
    Reference.reachabilityFence(spare); // until here; then it is what is left
    return ballast;
  }

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {}

  @Override
  public void fault(String what, Throwable failure) {
    System.out.println("fault: " + failure);
  }

  @Override
  public void timedOut(LedgerEntry request, boolean begun) {}

  @Override
  public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
}

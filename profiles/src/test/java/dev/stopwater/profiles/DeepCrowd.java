package dev.stopwater.profiles;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Many handlers, each two thousand frames deep and each on a way of its own, so that none can be
/// grouped with another: takes every profile of them, and prints how large each is. A program of
/// its own, since its heap is small for what is in it.
final class DeepCrowd implements LedgerListener {

  private static final int FRAMES = 2000;

  private final int handlers;
  private final AtomicLong nanos = new AtomicLong();
  private final AtomicInteger served = new AtomicInteger();
  private final LeakBook book = new LeakBook(InstantSource.system());
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), nanos::get, this));
  private final Profiles profiles =
      new Profiles(
          ledger,
          new LeakCheck(ledger, book, InstantSource.system(), Duration.ZERO),
          InstantSource.system(),
          System::nanoTime,
          Threads.Sleep.SYSTEM);
  private final CountDownLatch end = new CountDownLatch(1);

  private DeepCrowd(int handlers) {
    this.handlers = handlers;
  }

  /// @param arguments how many
  public static void main(String[] arguments) throws Exception {
    new DeepCrowd(Integer.parseInt(arguments[0])).run();
    System.exit(0);
  }

  private void run() throws Exception {
    CountDownLatch begun = new CountDownLatch(handlers);
    for (int i = 0; i < handlers; i++) {
      int way = i;
      begin("GET /" + i, live -> descend(FRAMES, way, begun));
    }
    begun.await();
    print("goroutine", profiles.take(Profiles.Kind.GOROUTINE, false));
    print("goroutine?debug=1", profiles.text(Profiles.Kind.GOROUTINE, false, false));
    print("goroutine?debug=2", profiles.text(Profiles.Kind.GOROUTINE, true, false));
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    ledger.tick();
    print("late", profiles.take(Profiles.Kind.LATE, false));
    print("leak?debug=2", profiles.text(Profiles.Kind.LEAK, true, false));
    CountDownLatch one = new CountDownLatch(1);
    begin("GET /after", live -> one.countDown());
    one.await();
    System.out.println("served after all");
  }

  private void begin(String route, dev.stopwater.lifecycle.Work work) {
    ledger
        .begin(
            new RequestFacts("GET", "/", "127.0.0.1:1", "x".repeat(10_000), "HTTP/2.0"),
            new LeakCampaign.Silent(),
            work)
        .identify(route, "alice", "audit-1");
  }

  /// Of two lines, which of them by the bits of `way`.
  private void descend(int frames, int way, CountDownLatch begun) {
    if (frames == 0) {
      begun.countDown();
      waitForTheEnd();
    } else if ((way >> (frames % 17) & 1) == 0) {
      descend(frames - 1, way, begun);
    } else {
      descend(frames - 1, way, begun);
    }
    served.incrementAndGet();
  }

  private void waitForTheEnd() {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException deaf) {
        Thread.interrupted();
      }
    }
  }

  private static void print(String name, Profile profile) {
    System.out.printf(
        "%s: total %d, samples %d, bytes %d%n",
        name, profile.total(), profile.samples().size(), profile.gzipped().length);
  }

  private static void print(String name, String text) {
    String last = text.substring(text.lastIndexOf('\n', text.length() - 2) + 1).strip();
    System.out.printf("%s: characters %d, at the end: %s%n", name, text.length(), last);
  }

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {
    book.proved(request);
  }

  @Override
  public void fault(String what, Throwable failure) {
    failure.printStackTrace();
  }
}

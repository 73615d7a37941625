package dev.stopwater.profiles;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/// What a look at every thread costs its caller in CPU time, for each thread: the JVM's part, and
/// ours. Everything is measured in one run, in turns, since the machine may be busy. A program of
/// its own, started with the number of threads and of frames.
final class CensusCost implements LedgerListener {

  private static final int ROUNDS = 15;

  private final int threads;
  private int frames;
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofHours(1), System::nanoTime, this));
  private final CountDownLatch end = new CountDownLatch(1);
  private final Map<String, List<Double>> measured = new LinkedHashMap<>();

  private CensusCost(int threads) {
    this.threads = threads;
  }

  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }

  /// @param arguments how many threads, and the frames of each
  public static void main(String[] arguments) throws Exception {
    CensusCost cost = new CensusCost(Integer.parseInt(arguments[0]));
    cost.begin(Integer.parseInt(arguments[1]));
    for (int i = 0; i < ROUNDS; i++) {
      cost.round();
    }
    cost.print();
    System.exit(0);
  }

  private void begin(int frames) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      int kind = i % 20;
      ledger
          .begin(
              new RequestFacts("GET", "/", "127.0.0.1:1", "curl/8", "HTTP/2.0"),
              new LeakCampaign.Silent(),
              live -> descend(frames - 12 + kind % 5, begun))
          .identify("GET /api/v1/things/" + kind, "user-" + kind, "audit-" + i);
    }
    begun.await();
  }

  private void descend(int frames, CountDownLatch begun) throws InterruptedException {
    if (frames > 0) {
      descend(frames - 1, begun);
      return;
    }
    begun.countDown();
    end.await();
  }

  private void round() throws Exception {
    Census census = new Census(ledger, System::nanoTime, Duration.ofMinutes(1));
    List<Thread> all = new ArrayList<>();
    ledger.forEachHandler((entry, thread) -> all.add(thread));
    measure("JVM: getStackTrace", () -> all.forEach(Thread::getStackTrace));
    frames = all.stream().mapToInt(each -> each.getStackTrace().length).sum() / all.size();
    all.clear();
    measure("look at every thread", () -> census.take(seen -> {}));
    Profile[] profile = new Profile[1];
    measure("goroutine, grouped", () -> profile[0] = census.profile());
    measure("goroutine, encoded and gzipped", () -> profile[0].gzipped());
    measure("goroutine?debug=1", () -> ProfileText.groups("goroutine", census.profile()));
    measure("goroutine?debug=2", () -> ProfileText.threads(census));
  }

  private void measure(String what, Step step) throws Exception {
    long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    step.run();
    long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    measured.computeIfAbsent(what, any -> new ArrayList<>()).add((after - before) / 1e3 / threads);
  }

  private void print() {
    System.out.printf("%d threads of %d frames: microseconds of CPU for each%n", threads, frames);
    System.out.printf("%-34s %8s %8s%n", "", "median", "least");
    measured.forEach((what, times) -> {
      List<Double> warm = new ArrayList<>(times.subList(3, times.size()));
      Collections.sort(warm);
      System.out.printf("%-34s %8.2f %8.2f%n", what, warm.get(warm.size() / 2), warm.get(0));
    });
  }

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {}

  @Override
  public void fault(String what, Throwable failure) {
    failure.printStackTrace();
  }
}

package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.lifecycle.Work;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each profile of a program whose requests hang in known places: Go's tool reads it, and finds the
/// places.
@Timeout(120)
class ProfilesTest implements LedgerListener {

  private final AtomicLong nanos = new AtomicLong();
  private final LeakBook book = new LeakBook(InstantSource.system());
  private final Ledger ledger =
      Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), nanos::get, this));
  private final LeakCheck check =
      new LeakCheck(ledger, book, InstantSource.system(), Duration.ZERO);
  private final Profiles profiles =
      new Profiles(ledger, check, InstantSource.system(), System::nanoTime, Threads.Sleep.SYSTEM);
  private final CountDownLatch end = new CountDownLatch(1);
  private volatile boolean stop;
  private boolean lost; // some requests of the test never end
  private volatile byte[] rubbish = {};

  @AfterEach
  void letGo() throws Exception {
    stop = true;
    end.countDown();
    boolean empty = ledger.awaitEmpty(Duration.ofSeconds(lost ? 0 : 20));
    ledger.close();
    assertThat(empty || lost).isTrue();
  }

  private void begin(String route, Work work) throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    ledger
        .begin(
            new RequestFacts("GET", "/", "127.0.0.1:1", "curl/8", "HTTP/2.0"),
            new LeakCampaign.Silent(),
            live -> {
              begun.countDown();
              work.run(live);
            })
        .identify(route, "alice", "audit-1");
    begun.await();
  }

  private void waitForTheEnd() throws InterruptedException {
    end.await();
  }

  @Test
  void theGoroutineProfileGroupsRequestsByWhereTheyAreAndWhatTheyServe() throws Exception {
    for (int i = 0; i < 30; i++) {
      begin("GET /api/v1/pods", live -> waitForTheEnd());
    }
    nanos.addAndGet(Duration.ofSeconds(5).toNanos());
    byte[] bytes = waitingProfile().gzipped();
    assertThat(GoPprof.read(bytes, "-top"))
        .contains("Type: goroutine", "ProfilesTest.waitForTheEnd");
    assertThat(traces(bytes))
        .contains("route: GET /api/v1/pods", "user_agent: curl/8", "age: 1s-10s", "thread: virtual")
        .contains("waiting_on: java.util.concurrent.CountDownLatch$Sync", "thread: platform");
    assertThat(GoPprof.read(bytes, "-tree")).contains("ProfilesTest.waitForTheEnd");
    assertThat(GoPprof.read(bytes, "-lines", "-top")).contains("ProfilesTest.java:");
  }

  /// Once all the handlers have got to where they wait.
  private Profile waitingProfile() throws Exception {
    while (true) {
      Profile profile = profiles.take(Profiles.Kind.GOROUTINE, false);
      boolean all =
          profile.samples().stream()
              .anyMatch(each -> each.last() == 30 && "WAITING".equals(each.labels().get("state")));
      if (all) {
        return profile;
      }
    }
  }

  @Test
  void inDetailEachThreadIsShownWithItsLinesAndTheMinutesItsRequestTook() throws Exception {
    begin("GET /api/v1/pods", live -> waitForTheEnd());
    nanos.addAndGet(Duration.ofSeconds(185).toNanos());
    String text = "";
    while (!text.contains("CountDownLatch$Sync, 3 minutes]:")) {
      text = profiles.text(Profiles.Kind.GOROUTINE, true, false);
    }
    assertThat(text).contains("dev/stopwater/profiles/ProfilesTest.java:", "curl/8");
  }

  @Test
  void aLeakIsProvedAndApartFromWhatIsOnlyLate() throws Exception {
    lost = true;
    begin("GET /first", live -> waitForNobody()); // with an agent, who loads classes is kept
    waitUntilParked("GET /first");
    begin("GET /lost", live -> waitForNobody());
    begin("GET /late", live -> waitDeafForTheEnd());
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    ledger.tick();
    LeakReport report = check.check();
    while (!isFound("GET /lost", report) || !isParked("GET /late", report)) {
      report = check.check();
    }
    assertThat(report.newest())
        .filteredOn(leak -> !route(leak.request()).equals("GET /first"))
        .singleElement()
        .satisfies(leak -> {
          assertThat(leak.request().evidence().route()).isEqualTo("GET /lost");
          assertThat(leak.request().seen().waitsOn()).contains("ConditionObject");
        });
    assertThat(report.late())
        .filteredOn(late -> !route(late.request()).equals("GET /first"))
        .singleElement()
        .satisfies(late -> {
          assertThat(late.request().evidence().route()).isEqualTo("GET /late");
          assertThat(late.verdict()).isEqualTo(Verdict.REACHABLE);
        });
    byte[] leaks = profiles.take(Profiles.Kind.GOROUTINELEAK, false).gzipped();
    assertThat(traces(leaks))
        .contains("route: GET /lost", "proof: unreachable", "ProfilesTest.waitForNobody")
        .doesNotContain("GET /late");
    assertThat(GoPprof.read(leaks, "-top")).contains("Type: leak");
    byte[] late = profiles.take(Profiles.Kind.LATE, false).gzipped();
    assertThat(traces(late))
        .contains("route: GET /late", "alive_because: parked")
        .doesNotContain("GET /lost");
    assertThat(profiles.text(Profiles.Kind.LEAK, true, false))
        .containsSubsequence("leaked, arrived", "audit-1", "==== late, but not proved leaked: ");
  }

  private static String traces(Profile profile) throws Exception {
    return traces(profile.gzipped());
  }

  /// With one space after the name of each label.
  private static String traces(byte[] profile) throws Exception {
    return GoPprof.read(profile, "-traces").replaceAll(":  +", ": ");
  }

  private static boolean isFound(String route, LeakReport report) {
    return report.newest().stream().anyMatch(leak -> route(leak.request()).equals(route));
  }

  private static boolean isParked(String route, LeakReport report) {
    return report.late().stream()
        .anyMatch(
            late -> route(late.request()).equals(route) && late.verdict() == Verdict.REACHABLE);
  }

  private static String route(RequestSnapshot request) {
    return request.evidence().route();
  }

  private static void waitForNobody() {
    ArrayBlockingQueue<Object> nobodys = new ArrayBlockingQueue<>(1);
    while (true) {
      try {
        nobodys.take();
      } catch (InterruptedException deaf) {
        Thread.interrupted();
      }
    }
  }

  private void waitDeafForTheEnd() {
    while (end.getCount() > 0) {
      try {
        end.await();
      } catch (InterruptedException deaf) {
        Thread.interrupted();
      }
    }
  }

  @Test
  void aDeadlockOfPlatformThreadsIsTheSecondProof() throws Exception {
    lost = true;
    Object a = new Object();
    Object b = new Object();
    CountDownLatch both = new CountDownLatch(2);
    RequestFacts facts = new RequestFacts("GET", "/", "127.0.0.1:1", "curl/8", "HTTP/2.0");
    ledger.beginUrgent(facts, new LeakCampaign.Silent(), live -> lockBoth(a, b, both));
    ledger.beginUrgent(facts, new LeakCampaign.Silent(), live -> lockBoth(b, a, both));
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    ledger.tick();
    LeakReport report = check.check();
    while (report.deadlocked().size() < 2) {
      report = check.check();
    }
    assertThat(report.late()).isEmpty();
    assertThat(report.total()).isZero();
    assertThat(traces(report.proved())).contains("proof: deadlock");
  }

  private static void lockBoth(Object first, Object second, CountDownLatch both) {
    synchronized (first) {
      both.countDown();
      while (both.getCount() > 0) {
        Thread.onSpinWait();
      }
      synchronized (second) {
        both.countDown();
      }
    }
  }

  @Test
  void whileNothingIsOverdueNothingIsSearchedFor() throws Exception {
    begin("GET /soon", live -> waitForTheEnd());
    long before = collections();
    assertThat(check.check().late()).isEmpty();
    assertThat(collections()).isEqualTo(before);
  }

  @Test
  void searchesAreRationed() throws Exception {
    begin("GET /late", live -> waitDeafForTheEnd());
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    ledger.tick();
    LeakCheck rationed = new LeakCheck(ledger, book, InstantSource.system(), Duration.ofDays(1));
    rationed.check();
    long before = collections();
    assertThat(rationed.check().late()).hasSize(1);
    assertThat(collections()).isEqualTo(before);
  }

  @Test
  void aCheckThatHadNothingToSearchForUsesUpNoRation() throws Exception {
    LeakCheck rationed = new LeakCheck(ledger, book, InstantSource.system(), Duration.ofDays(1));
    rationed.check();
    begin("GET /late", live -> waitDeafForTheEnd());
    nanos.addAndGet(Duration.ofSeconds(60).toNanos());
    ledger.tick();
    long before = collections();
    rationed.check();
    assertThat(collections()).isGreaterThan(before);
  }

  private static long collections() {
    return java.lang.management.ManagementFactory.getGarbageCollectorMXBeans().stream()
        .filter(each -> each.getName().matches("MarkSweepCompact|G1 Old Generation"))
        .mapToLong(each -> each.getCollectionCount())
        .sum();
  }

  @Test
  void theCpuProfileFindsWhatSpins() throws Exception {
    begin("GET /spin", live -> spin());
    byte[] bytes = profiles.cpu(Duration.ofMillis(700)).gzipped();
    assertThat(GoPprof.read(bytes, "-top")).contains("Type: cpu", "ProfilesTest.spin");
    assertThat(traces(bytes)).contains("thread: virtual");
  }

  private void spin() {
    long count = 0;
    while (!stop) {
      count++;
    }
    assertThat(count).isPositive();
  }

  @Test
  void theNamesThatScrapersUseForWhatIsNewAreKnown() {
    assertThat(Profiles.Kind.of("delta_heap")).isEqualTo(Profiles.Kind.HEAP);
    assertThat(Profiles.Kind.of("delta_mutex")).isEqualTo(Profiles.Kind.MUTEX);
    assertThat(Profiles.Kind.of("delta_block")).isEqualTo(Profiles.Kind.BLOCK);
    assertThat(Profiles.Kind.of("delta_leak")).isNull();
  }

  @Test
  void thereIsOneCpuProfileAtATime() throws Exception {
    AtomicReference<Throwable> second = new AtomicReference<>();
    CountDownLatch recording = new CountDownLatch(1);
    CountDownLatch enough = new CountDownLatch(1);
    FlightProfiles flight =
        new FlightProfiles(duration -> {
          recording.countDown();
          enough.await();
        });
    Thread first =
        Thread.ofVirtual()
            .start(() -> {
              try {
                flight.cpu(Duration.ofSeconds(1));
              } catch (Exception e) {
                second.set(e);
              }
            });
    recording.await();
    assertThatThrownBy(() -> flight.cpu(Duration.ofSeconds(1)))
        .isInstanceOf(ProfileBusyException.class);
    enough.countDown();
    first.join();
    assertThat(second).hasValue(null);
  }

  @Test
  void whereRequestsWaitForALockIsSeenThoughTheJvmsRecorderDoesNotSeeIt() throws Exception {
    ReentrantLock lock = new ReentrantLock();
    lock.lock();
    try {
      for (int i = 0; i < 5; i++) {
        begin("GET /locked", live -> lockBriefly(lock));
      }
      byte[] mutex = profiles.over(Profiles.Kind.MUTEX, Duration.ofMillis(400), false).gzipped();
      assertThat(GoPprof.read(mutex, "-top")).contains("Type: delay", "ProfilesTest.lockBriefly");
      assertThat(GoPprof.read(mutex, "-sample_index=contentions", "-top")).contains("lockBriefly");
      byte[] block = profiles.over(Profiles.Kind.BLOCK, Duration.ofMillis(400), false).gzipped();
      assertThat(GoPprof.read(block, "-tree")).contains("ProfilesTest.lockBriefly");
    } finally {
      lock.unlock();
    }
  }

  private static void lockBriefly(ReentrantLock lock) {
    lock.lock();
    lock.unlock();
  }

  @Test
  void heapAllocationsAndThreadsAreReadToo() throws Exception {
    begin("GET /allocate", live -> allocate());
    assertThat(GoPprof.read(profiles.take(Profiles.Kind.HEAP, true).gzipped(), "-top"))
        .contains("Type: inuse_space", "byte[]");
    byte[] allocs = profiles.over(Profiles.Kind.ALLOCS, Duration.ofMillis(700), false).gzipped();
    assertThat(GoPprof.read(allocs, "-top")).contains("Type: alloc_space", "ProfilesTest.allocate");
    byte[] kinds = profiles.take(Profiles.Kind.THREADCREATE, false).gzipped();
    assertThat(GoPprof.read(kinds, "-top")).contains("Type: threadcreate", "Reference Handler");
    assertThat(GoPprof.read(kinds, "-comments")).contains("does not remember");
  }

  @Test
  void whatGrewOnTheHeapIsShownBySiteWhereAsyncProfilerCanBeLoaded() throws Exception {
    if (LiveSites.ifPresent(Threads.Sleep.SYSTEM) == null) {
      System.out.println("SKIPPED: async-profiler cannot be loaded on this machine");
      assumeTrue(false, "async-profiler cannot be loaded on this machine");
    }
    List<byte[]> kept = new ArrayList<>();
    Profiles growing =
        new Profiles(
            ledger, check, InstantSource.system(), System::nanoTime, duration -> grow(kept));
    Profile grown = growing.over(Profiles.Kind.HEAP, Duration.ofSeconds(1), true);
    assertThat(grown.comment()).contains("by site", "async-profiler", "after a collection");
    assertThat(GoPprof.read(grown.gzipped(), "-top"))
        .contains("Type: inuse_space", "ProfilesTest.grow")
        .doesNotContain("ProfilesTest.waste");
    assertThat(traces(grown)).contains("class: byte[]");
    assertThat(kept).isNotEmpty();
    assertThat(GoPprof.read(grown.gzipped(), "-lines", "-top")).contains("ProfilesTest.java:");
  }

  private void grow(List<byte[]> kept) {
    for (int i = 0; i < 40_000; i++) {
      kept.add(new byte[1000]);
    }
    waste();
  }

  private void waste() {
    for (int i = 0; i < 400_000; i++) {
      rubbish = new byte[1000];
    }
    rubbish = new byte[0];
  }

  private void allocate() {
    while (!stop) {
      rubbish = new byte[1000];
    }
  }

  @Test
  void aTraceIsAFlightRecording() throws Exception {
    assertThat(profiles.trace(Duration.ofMillis(200))).startsWith('F', 'L', 'R', 0);
  }

  @Test
  void aDeltaShowsWhatGrew() throws Exception {
    Profiles moved =
        new Profiles(
            ledger,
            check,
            InstantSource.system(),
            System::nanoTime,
            duration -> {
              for (int i = 0; i < 3; i++) {
                begin("GET /new", live -> waitForTheEnd());
              }
            });
    begin("GET /old", live -> waitForTheEnd());
    waitUntilParked("GET /old");
    Profile delta = moved.over(Profiles.Kind.GOROUTINE, Duration.ofSeconds(1), false);
    assertThat(delta.samples())
        .anySatisfy(each -> assertThat(each.labels()).containsEntry("route", "GET /new"))
        .noneSatisfy(each -> assertThat(each.labels()).containsEntry("route", "GET /old"));
  }

  private void waitUntilParked(String route) throws Exception {
    boolean parked = false;
    while (!parked) {
      parked =
          profiles.take(Profiles.Kind.GOROUTINE, false).samples().stream()
              .anyMatch(each ->
                  route.equals(each.labels().get("route"))
                      && "WAITING".equals(each.labels().get("state")));
    }
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

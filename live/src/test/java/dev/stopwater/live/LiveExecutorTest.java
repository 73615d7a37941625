package dev.stopwater.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.noleaks.NoLeaks;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A plain executor of ours, and threads of others that are watched.
@NoLeaks(plantsLeaks = true)
@Timeout(120)
class LiveExecutorTest {

  private final List<RequestSnapshot> told = new CopyOnWriteArrayList<>();
  private final LiveSettings settings =
      LiveSettings.on(0)
          .late(Duration.ofMillis(50))
          .searchAtMostEvery(Duration.ofMillis(1))
          .onLeak(told::add);
  private final CountDownLatch end = new CountDownLatch(1);
  private LiveProfiles live;

  private LiveProfiles start(LiveSettings settings) throws Exception {
    live = settings.start();
    Planted.loadWhatIsUsed(live.executor());
    return live;
  }

  @AfterEach
  void letGo() {
    end.countDown();
    live.close();
  }

  @Test
  void tasksThatNobodyCanWakeAreProvedAndSlowOnesAreLateOnly() throws Exception {
    ExecutorService tasks = start(settings).executor("mailer");
    for (int i = 0; i < 20; i++) {
      tasks.execute(Planted::hangForEver);
      tasks.execute(() -> Planted.await(end));
    }
    while (Asked.leaks(live) < 20 || live.late() < 20) {
      Thread.onSpinWait();
    }
    while (live.count() != 20) { // who asked for a page may not have left yet
      Thread.onSpinWait();
    }
    assertThat(told).hasSize(20).allMatch(each -> each.evidence().route().equals("mailer"));
    String leaks = Asked.of(live, "leak?debug=2").text();
    assertThat(leaks.split("==== late")[0]).contains("hangForEver", "\"route\":\"mailer\"");
    assertThat(leaks.split("==== late")[0]).doesNotContain("Planted.await");
    assertThat(leaks.split("==== late")[1]).contains("Planted.await").doesNotContain("hangForEver");
    assertThat(Asked.of(live, "goroutine?debug=1").text()).contains("Planted.await", "mailer");
    end.countDown();
    tasks.shutdown();
    assertThat(tasks.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
    assertThat(Asked.leaks(live)).isEqualTo(20);
  }

  @Test
  void whoKeepsTheFutureOfATaskCanCancelItAndSoItIsNoLeak() throws Exception {
    Future<?> future = start(settings).executor().submit(Planted::hangForEver);
    while (live.late() == 0) {
      Thread.onSpinWait();
    }
    assertThat(Asked.leaks(live)).isZero();
    assertThat(Asked.of(live, "late?debug=1").text()).contains("hangForEver");
    future.cancel(true);
    while (live.count() > 0) {
      Thread.onSpinWait();
    }
    assertThat(Asked.leaks(live)).isZero();
  }

  @Test
  void aDeadlineInterruptsTheTask() throws Exception {
    ExecutorService tasks = start(settings.deadline(Duration.ofMillis(50))).executor();
    Future<?> interrupted = tasks.submit(() -> new CountDownLatch(1).await(60, TimeUnit.SECONDS));
    assertThatThrownBy(interrupted::get).hasRootCauseInstanceOf(InterruptedException.class);
    assertThat(Asked.leaks(live)).isZero();
  }

  @Test
  void itIsShutDownAsExecutorsAre() throws Exception {
    ExecutorService tasks = start(settings).executor();
    Future<Integer> answer = tasks.submit(() -> 42);
    assertThat(answer.get()).isEqualTo(42);
    Future<?> waiting = tasks.submit(Planted::hangForEver);
    tasks.shutdown();
    assertThatThrownBy(() -> tasks.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class);
    assertThat(tasks.isTerminated()).isFalse();
    while (!tasks.awaitTermination(1, TimeUnit.MILLISECONDS)) {
      assertThat(tasks.shutdownNow()).isEmpty();
    }
    waiting.get();
    assertThat(tasks.isTerminated()).isTrue();
  }

  @Test
  void whatEscapesFromATaskGoesToItsThreadsHandler() throws Exception {
    var escaped = new ArrayBlockingQueue<Throwable>(1);
    start(settings)
        .executor()
        .execute(() -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> escaped.add(e));
          throw new IllegalStateException("planted");
        });
    assertThat(escaped.take()).hasMessage("planted");
  }

  @Test
  void threadsOfAPoolAreShownAndToldAsLate() throws Exception {
    start(settings);
    try (ExecutorService pool =
        Executors.newFixedThreadPool(2, live.watching("pool", Executors.defaultThreadFactory()))) {
      pool.execute(() -> Planted.await(end));
      while (live.late() == 0) {
        Thread.onSpinWait();
      }
      assertThat(Asked.of(live, "late?debug=1").text()).contains("Planted.await", "pool");
      assertThat(Asked.leaks(live)).isZero();
      end.countDown();
    }
    while (live.count() > 0) { // who asked for a page may not have left yet
      Thread.onSpinWait();
    }
  }

  @Test
  void workThatIsWatchedThrowsWhatItThrowsAndIsDoneEvenWhenNobodyLooks() throws Exception {
    start(settings);
    assertThatThrownBy(() -> live.watch("mine", () -> Planted.fail("planted")))
        .hasMessage("planted");
    live.close();
    assertThatThrownBy(() -> live.watch("mine", () -> Planted.fail("again"))).hasMessage("again");
  }
}

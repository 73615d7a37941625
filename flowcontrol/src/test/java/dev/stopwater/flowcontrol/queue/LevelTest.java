package dev.stopwater.flowcontrol.queue;

import static dev.stopwater.flowcontrol.queue.Simulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LevelTest {

  private static final QueueShape QUEUES = new QueueShape(8, 3, 2);

  private static final String PREFIX = "apiserver_flowcontrol_";

  private final Simulation world = new Simulation(1);

  private Seat enter(Flow flow, Work work) {
    return flow.level().enter(flow, Simulation.by("u"), work);
  }

  @Test
  void aLevelWithoutQueuesRefusesWhatFindsNoSeat() {
    Flow flow = world.flow(world.level("l", QueueShape.REJECT, 1), "s");
    Seat first = enter(flow, Work.ONE);
    assertThat(first.granted()).isTrue();
    assertThat(enter(flow, Work.ONE).refusal()).isEqualTo(Refusal.CONCURRENCY_LIMIT);
    first.release();
    assertThat(enter(flow, Work.ONE).granted()).isTrue();
  }

  @Test
  void aLevelWithoutSeatsRefusesAll() {
    Flow flow = world.flow(world.level("l", QueueShape.REJECT, 0), "s");
    assertThat(enter(flow, Work.ONE).refusal()).isEqualTo(Refusal.CONCURRENCY_LIMIT);
  }

  @Test
  void anExemptLevelLetsAllIn() {
    Flow flow = world.flow(world.level("l", QueueShape.EXEMPT, 0), "s");
    for (int i = 0; i < 1000; i++) {
      assertThat(enter(flow, Work.of(100)).granted()).isTrue();
    }
  }

  /// The figures are those of kube-apiserver 1.36.3 with two requests that run and two that wait at
  /// a level of two seats and one queue.
  @Test
  void theMetricsTellVirtualTimeAndStartsAsUpstreamDoes() {
    Level level = world.level("l", new QueueShape(1, 1, 2), 2);
    Flow flow = world.flow(level, "s");
    assertThat(world.gauge(PREFIX + "current_r", "priority_level", "l")).isZero();
    assertThat(world.gauge(PREFIX + "latest_s", "priority_level", "l")).isNaN();
    enter(flow, Work.ONE);
    assertThat(world.gauge(PREFIX + "latest_s", "priority_level", "l")).isZero();
    enter(flow, Work.ONE);
    assertThat(world.gauge(PREFIX + "latest_s", "priority_level", "l")).isEqualTo(.003);
    for (String bound : List.of("min", "max")) {
      assertThat(world.gauge(PREFIX + "next_s_bounds", "bound", bound, "priority_level", "l"))
          .isEqualTo(.003);
      assertThat(
              world.gauge(
                  PREFIX + "next_discounted_s_bounds", "bound", bound, "priority_level", "l"))
          .isZero();
    }
    Seat patient = enter(flow, Work.ONE);
    world.run(1_000 * MS);
    patient.giveUp(
        Refusal.TIME_OUT); // nothing is dispatched, yet time has passed: two seats of one
    assertThat(world.gauge(PREFIX + "current_r", "priority_level", "l")).isEqualTo(2);
    assertThat(world.gauge(PREFIX + "dispatch_r", "priority_level", "l")).isZero();
  }

  @Test
  void aQueueThatIsFullRefusesOnlyWhileNoSeatIsFree() {
    Level level = world.level("l", new QueueShape(1, 1, 2), 1);
    Flow flow = world.flow(level, "s");
    Seat running = enter(flow, Work.ONE);
    Seat next = enter(flow, Work.ONE);
    enter(flow, Work.ONE);
    assertThat(enter(flow, Work.ONE).refusal()).isEqualTo(Refusal.QUEUE_FULL);
    running.release();
    assertThat(next.state()).isEqualTo(Seat.State.RUNNING);
    assertThat(level.view().counts().rejected()).isEqualTo(1);
  }

  @Test
  void whatIsWiderThanTheLevelRunsWhenNothingElseDoes() {
    Flow flow = world.flow(world.level("l", QUEUES, 2), "s");
    Seat narrow = enter(flow, Work.ONE);
    Seat wide = enter(flow, Work.of(5));
    assertThat(wide.state()).isEqualTo(Seat.State.WAITING);
    narrow.release();
    assertThat(wide.state()).isEqualTo(Seat.State.RUNNING);
  }

  @Test
  void finalSeatsAreHeldAWhileAfterTheEnd() {
    Flow flow = world.flow(world.level("l", QUEUES, 2), "s");
    Seat write = enter(flow, new Work(1, 2, 5 * MS));
    Seat other = enter(flow, Work.ONE);
    write.release();
    assertThat(write.state()).isEqualTo(Seat.State.ENDING);
    assertThat(other.state()).isEqualTo(Seat.State.WAITING);
    world.run(5 * MS);
    assertThat(write.state()).isEqualTo(Seat.State.OVER);
    assertThat(other.state()).isEqualTo(Seat.State.RUNNING);
  }

  @Test
  void whoGivesUpLetsTheNextPass() {
    Flow flow = world.flow(world.level("l", new QueueShape(1, 1, 9), 2), "s");
    enter(flow, Work.ONE);
    Seat wide = enter(flow, Work.of(2));
    Seat narrow = enter(flow, Work.ONE);
    assertThat(narrow.state()).isEqualTo(Seat.State.WAITING);
    wide.giveUp(Refusal.CANCELLED);
    assertThat(narrow.state()).isEqualTo(Seat.State.RUNNING);
  }

  @Test
  void anOverdueSeatIsHeldUntilItIsReleased() {
    Level level = world.level("l", QUEUES, 1);
    Flow flow = world.flow(level, "s");
    Seat stuck = enter(flow, Work.ONE);
    stuck.overdue();
    stuck.overdue();
    Seat next = enter(flow, Work.ONE);
    assertThat(next.state()).isEqualTo(Seat.State.WAITING);
    stuck.release();
    assertThat(next.state()).isEqualTo(Seat.State.RUNNING);
    assertThat(level.view().counts().seatsInUse()).isEqualTo(1);
  }

  @Test
  void queuesThatAreTakenAwayDrain() {
    Level level = world.level("l", new QueueShape(64, 6, 50), 1);
    Flow flow = world.flow(level, "s");
    List<Seat> seats = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      seats.add(level.enter(flow, Simulation.by("u" + i), Work.ONE));
    }
    level.reshape(new QueueShape(2, 1, 50));
    for (int i = 0; i < 40; i++) {
      seats.stream()
          .filter(seat -> seat.state() == Seat.State.RUNNING)
          .findFirst()
          .orElseThrow()
          .release();
    }
    assertThat(level.view().counts().idle()).isTrue();
    assertThat(level.view().queues()).hasSize(2);
  }

  @Test
  void aLevelThatBecomesExemptLetsInWhoWaits() {
    Level level = world.level("l", QUEUES, 1);
    Flow flow = world.flow(level, "s");
    enter(flow, Work.ONE);
    Seat waiting = enter(flow, Work.ONE);
    level.reshape(QueueShape.EXEMPT);
    assertThat(waiting.state()).isEqualTo(Seat.State.RUNNING);
  }

  @Test
  void aHandHasDistinctQueuesAndEveryQueueIsDealt() {
    Dealer dealer = new Dealer(16, 4);
    Set<Integer> seen = new HashSet<>();
    Random random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      int[] hand = new int[4];
      dealer.deal(random.nextLong(), hand);
      Set<Integer> cards = new HashSet<>();
      for (int card : hand) {
        assertThat(card).isBetween(0, 15);
        cards.add(card);
      }
      assertThat(cards).hasSize(4);
      seen.addAll(cards);
    }
    assertThat(seen).hasSize(16);
  }

  @Test
  void anInterruptedWaiterLeavesAtOnceAndStaysInterrupted() {
    Flow flow = world.flow(world.level("l", QUEUES, 1), "s");
    enter(flow, Work.ONE);
    Seat waiting = enter(flow, Work.ONE);
    Thread.currentThread().interrupt();
    assertThat(waiting.await(Long.MAX_VALUE)).isFalse();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(waiting.refusal()).isEqualTo(Refusal.CANCELLED);
  }

  @Test
  void aWaiterWhoseTimeIsOverIsToldSo() {
    Flow flow = world.flow(world.level("l", QUEUES, 1), "s");
    enter(flow, Work.ONE);
    Seat waiting = enter(flow, Work.ONE);
    assertThat(waiting.await(0)).isFalse();
    assertThat(waiting.refusal()).isEqualTo(Refusal.TIME_OUT);
  }

  @Test
  void noWakeUpIsLostAmongThousandsOfThreads() throws InterruptedException {
    Level level = new Level("l", System::nanoTime, world.later, world.metrics.level("l"));
    level.reshape(new QueueShape(8, 3, 5000));
    level.limit(3);
    Flow flow = world.flow(level, "s");
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    long end = System.nanoTime() + 120_000 * MS;
    for (int i = 0; i < 4000; i++) {
      String user = "u" + i % 50;
      threads.add(
          Thread.startVirtualThread(() -> {
            Seat seat = level.enter(flow, Simulation.by(user), Work.ONE);
            if (seat.await(end)) {
              most.accumulateAndGet(inside.incrementAndGet(), Math::max);
              Thread.yield();
              inside.decrementAndGet();
              served.incrementAndGet();
              seat.release();
            }
          }));
    }
    for (int i = 0; i < threads.size(); i += 7) {
      threads.get(i).interrupt();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    LevelView.Counts counts = level.view().counts();
    assertThat(counts.idle()).isTrue();
    assertThat(counts.timedOut()).isZero();
    assertThat(counts.dispatched()).isEqualTo(served.get());
    assertThat(counts.dispatched() + counts.cancelled()).isEqualTo(4000);
    assertThat(most.get()).isLessThanOrEqualTo(3);
  }

  @Test
  void thePauseGrowsWhileManyAreRefusedAndShrinksAfterwards() {
    DroppedRequests dropped = new DroppedRequests();
    long second = 1_000_000_000L;
    for (int i = 0; i < 3; i++) {
      assertThat(dropped.refused(10 * second)).isEqualTo(1);
    }
    assertThat(dropped.refused(11 * second)).isEqualTo(2);
    assertThat(dropped.refused(12 * second)).isEqualTo(2);
    for (int i = 0; i < 10; i++) {
      dropped.refused(12 * second);
    }
    assertThat(dropped.refused(13 * second)).isEqualTo(4);
    assertThat(dropped.refused(60 * second)).isEqualTo(3);
  }
}

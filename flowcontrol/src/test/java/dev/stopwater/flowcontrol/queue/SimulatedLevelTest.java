package dev.stopwater.flowcontrol.queue;

import static dev.stopwater.flowcontrol.queue.Simulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Levels in a simulation, over many seeds: `-Dflow.seeds=5000 -Dflow.seed=1`.
class SimulatedLevelTest {

  private static final int SEEDS = Integer.getInteger("flow.seeds", 2000);
  private static final long FIRST = Long.getLong("flow.seed", 1);

  interface Scene {
    void play(long seed);
  }

  private static void forAllSeeds(Scene scene) {
    forSeeds(SEEDS, scene);
  }

  private static void forSeeds(int count, Scene scene) {
    System.out.println("seeds " + FIRST + " to " + (FIRST + count - 1));
    for (long seed = FIRST; seed < FIRST + count; seed++) {
      try {
        scene.play(seed);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
      }
    }
  }

  @Test
  void noSeatIsFreeWhileSomebodyWaitsAndNoneIsGivenTwice() {
    forAllSeeds(SimulatedLevelTest::churn);
  }

  /// Arrivals, ends, time-outs, cancellations and changes of shape and limit, in any order.
  private static void churn(long seed) {
    Simulation world = new Simulation(seed);
    int[] limit = {1 + world.random.nextInt(8)};
    Level level = world.level("l", new QueueShape(8, 3, 5), limit[0]);
    Flow flow = world.flow(level, "s");
    int[] running = {0};
    int[] arrived = {0};
    int[] refused = {0};
    List<Seat> all = new ArrayList<>();
    boolean wide = world.random.nextBoolean();
    for (int i = 0; i < 150; i++) {
      long at = world.random.nextInt(400) * MS;
      String user = "u" + world.random.nextInt(6);
      int seats = wide ? 1 + world.random.nextInt(3) : 1;
      world.after(
          at,
          () -> {
            arrived[0]++;
            Seat[] mine = new Seat[1];
            mine[0] =
                world.enter(
                    flow,
                    user,
                    Work.of(seats),
                    () -> {
                      running[0] += seats;
                      world.after(
                          world.exponential(10 * MS),
                          () -> {
                            running[0] -= seats;
                            mine[0].release();
                            mine[0].release();
                          });
                    });
            all.add(mine[0]);
            world.after(
                world.exponential(60 * MS),
                () ->
                    mine[0].giveUp(
                        world.random.nextBoolean() ? Refusal.TIME_OUT : Refusal.CANCELLED));
          });
    }
    for (int i = 0; i < 4; i++) {
      int now = 1 + world.random.nextInt(8);
      int queues = 1 + world.random.nextInt(12);
      world.after(
          world.random.nextInt(400) * MS,
          () -> {
            limit[0] = now;
            level.limit(now);
            level.reshape(new QueueShape(queues, Math.min(queues, 3), 5));
          });
    }
    int[] most = {0};
    world.check =
        () -> {
          LevelView.Counts counts = level.view().counts();
          most[0] = Math.max(most[0], counts.seatsInUse());
          assertThat(counts.seatsInUse()).isEqualTo(running[0]);
          if (counts.waiting() > 0 && !wide) {
            assertThat(counts.seatsInUse()).isGreaterThanOrEqualTo(limit[0]);
          }
          if (counts.waiting() > 0) {
            assertThat(counts.executing()).isPositive();
          }
        };
    world.run(Long.MAX_VALUE / 4);
    for (Seat seat : all) {
      refused[0] += seat.state() == Seat.State.REFUSED ? 1 : 0;
      assertThat(seat.state()).isIn(Seat.State.REFUSED, Seat.State.OVER);
    }
    LevelView.Counts end = level.view().counts();
    assertThat(end.idle()).isTrue();
    assertThat(end.activeQueues()).isZero();
    assertThat(end.dispatched()).isEqualTo(arrived[0] - refused[0]);
    assertThat(end.rejected()).isEqualTo(refused[0]);
    assertThat(most[0]).isLessThanOrEqualTo(8);
    assertThat(world.stillWaiting()).isZero();
  }

  @Test
  void equalFlowsThatAlwaysWantMoreGetEqualShares() {
    double[] worst = {1};
    forSeeds(SEEDS / 10, seed -> worst[0] = Math.min(worst[0], jain(shares(seed, 4, 10))));
    System.out.println("worst Jain index of equal flows " + worst[0]);
    assertThat(worst[0]).isGreaterThan(0.9);
  }

  /// What each of `flows` has had of 4 seats, in seat-nanoseconds, when each keeps 8 requests there
  /// and their durations differ by flow.
  private static double[] shares(long seed, int flows, int turns) {
    Simulation world = new Simulation(seed);
    // a queue for each, so that no two meet: this is about turns, sharding is tested by itself
    Level level = world.level("l", new QueueShape(64, 6, 50), 4);
    Flow flow = world.flow(level, "s" + seed);
    double[] had = new double[flows];
    for (int i = 0; i < flows; i++) {
      for (int j = 0; j < 8; j++) {
        loop(world, flow, i, had);
      }
    }
    world.run(turns * 400L * MS);
    return had;
  }

  private static void loop(Simulation world, Flow flow, int user, double[] had) {
    Seat[] mine = new Seat[1];
    mine[0] =
        world.enter(
            flow,
            "user" + user,
            Work.ONE,
            () -> {
              long takes = world.exponential((5 + 5.0 * user) * MS);
              world.after(
                  takes,
                  () -> {
                    had[user] += takes;
                    mine[0].release();
                    loop(world, flow, user, had);
                  });
            });
  }

  static double jain(double[] shares) {
    double sum = 0;
    double squares = 0;
    for (double share : shares) {
      sum += share;
      squares += share * share;
    }
    return sum * sum / (shares.length * squares);
  }

  @Test
  void anEpochEndsAndNobodyNotices() {
    Simulation world = new Simulation(FIRST);
    Level level =
        new Level(
            "l",
            world::now,
            world.later,
            world.metrics.level("l"),
            2 * VirtualClock.EPOCH - SeatSeconds.ONE);
    level.reshape(new QueueShape(16, 4, 50));
    level.limit(4);
    Flow flow = world.flow(level, "s");
    double[] had = new double[4];
    for (int i = 0; i < 32; i++) {
      loop(world, flow, i % 4, had);
    }
    world.run(20_000 * MS);
    assertThat(jain(had)).isGreaterThan(0.9);
    assertThat(level.view().queues().getFirst().nextDispatch()).isLessThan(2 * VirtualClock.EPOCH);
  }

  @Test
  void oneQueueIsServedInTheOrderOfArrivalAsByANaiveModel() {
    forAllSeeds(seed -> {
      Simulation world = new Simulation(seed);
      Level level = world.level("l", new QueueShape(1, 1, 1000), 3);
      Flow flow = world.flow(level, "s");
      Deque<Integer> expected = new ArrayDeque<>();
      List<Integer> order = new ArrayList<>();
      Map<Integer, Seat> seats = new HashMap<>();
      for (int i = 0; i < 40; i++) {
        int id = i;
        world.after(
            world.random.nextInt(100) * MS,
            () -> {
              expected.add(id);
              seats.put(
                  id,
                  world.enter(
                      flow,
                      "u",
                      Work.ONE,
                      () -> {
                        order.add(id);
                        world.after(world.exponential(10 * MS), () -> seats.get(id).release());
                      }));
            });
      }
      world.run(10_000 * MS);
      assertThat(order).containsExactlyInAnyOrderElementsOf(expected);
      assertThat(order.subList(3, 40))
          .containsExactlyElementsOf(new ArrayList<>(expected).subList(3, 40));
    });
  }
}

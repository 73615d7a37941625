package dev.stopwater.flowcontrol.queue;

import static dev.stopwater.flowcontrol.queue.Simulation.MS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// How evenly a level's seats are shared among flows, by the measure of upstream's own tests: what
/// each holds on average is, within a margin, its part of the max-min fair allocation of the seats
/// to what all want. The scenes and margins are upstream's (`queueset_test.go` of 1.36.3); users,
/// and where it is said beginnings, differ with each seed: `-Dflow.seeds=20000 -Dflow.seed=1`.
class FairSharesTest {

  private static final int SEEDS = Integer.getInteger("flow.seeds", 2000) / 10;
  private static final long FIRST = Long.getLong("flow.seed", 1);
  private static final long SECOND = 1_000 * MS;

  /// The clients of one user.
  record Clients(int count, int seats, long executes, long thinks) {

    double demand() {
      return ClosedLoop.demand(count, seats, executes, thinks);
    }
  }

  /// @param margin of what each has, relative to what it should have
  record Scene(
      String name, QueueShape shape, int seats, double margin, int rounds, List<Clients> users) {

    @Override
    public String toString() {
      return name;
    }
  }

  private static Clients equal(int count, int seats) {
    return new Clients(count, seats, SECOND, SECOND - 1);
  }

  static List<Scene> scenes() {
    return List.of(
        new Scene(
            "two alike, a queue each",
            new QueueShape(9, 1, 8),
            4,
            .01,
            50,
            List.of(equal(8, 1), equal(8, 1))),
        new Scene(
            "two alike, hands of three",
            new QueueShape(8, 3, 16),
            4,
            .03,
            60,
            List.of(equal(8, 1), equal(8, 1))),
        new Scene(
            "both want more than half",
            new QueueShape(9, 1, 8),
            4,
            .01,
            40,
            List.of(new Clients(8, 1, SECOND, SECOND), new Clients(7, 1, SECOND, SECOND / 2))),
        new Scene(
            "one twice as wide as the other",
            new QueueShape(64, 7, 13),
            6,
            .155,
            20,
            List.of(equal(13, 1), equal(7, 2))),
        new Scene(
            "one wider than the level",
            new QueueShape(64, 7, 35),
            6,
            .33,
            225,
            List.of(equal(15, 2), equal(15, 2), equal(15, 2), equal(15, 2), equal(15, 7))));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void eachHoldsItsMaxMinFairPartOfTheSeats(Scene scene) {
    System.out.println("seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
    double worst = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      double[] parts = play(scene, seed, true, scene.rounds);
      for (int i = 0; i < parts.length; i++) {
        worst = Math.max(worst, Math.abs(parts[i] - 1));
        assertThat(Math.abs(parts[i] - 1))
            .as("seed %d: %s", seed, Arrays.toString(parts))
            .isLessThanOrEqualTo(scene.margin);
      }
    }
    System.out.printf("%s: farthest from fair %.4f%n", scene, worst);
  }

  /// Wherever in a round clients begin, Jain's index of the parts is near 1, the nearer the longer
  /// it is watched: who lags behind lags by some requests, not by a part of all.
  @ParameterizedTest
  @MethodSource("scenes")
  void whoeverBeginsWhenTheSharesAreEvenAndTheLagDoesNotGrow(Scene scene) {
    System.out.println("seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
    double least = 1;
    double lag = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      double[] parts = play(scene, seed, false, scene.rounds);
      double index = SimulatedLevelTest.jain(parts);
      assertThat(index).as("seed %d: %s", seed, Arrays.toString(parts)).isGreaterThan(.95);
      least = Math.min(least, index);
      if (plain(scene) && seed % 4 == 0) {
        double[] fair = fair(scene);
        double[] later = play(scene, seed, false, 8 * scene.rounds);
        for (int i = 0; i < fair.length; i++) {
          double behind = Math.abs(later[i] - 1) * fair[i] * 8 * scene.rounds;
          lag = Math.max(lag, behind);
          assertThat(behind)
              .as("seed %d: seat-seconds from fair", seed)
              .isLessThan(scene.seats + 1);
        }
      }
    }
    System.out.printf("%s: least Jain index %.4f%n", scene, least);
    if (plain(scene)) {
      System.out.printf("%s: most lag %.2f seat-seconds%n", scene, lag);
    }
  }

  /// Whether a user has one queue, and requests of one seat: with more queues, a user who has
  /// filled fewer of his than another gets less for as long as that is so.
  private static boolean plain(Scene scene) {
    return scene.shape.hand() == 1 && scene.users.stream().allMatch(each -> each.seats == 1);
  }

  private static double[] fair(Scene scene) {
    return fair(scene.users.stream().mapToDouble(Clients::demand).toArray(), scene.seats);
  }

  /// What each user has held on average, of its fair part.
  private static double[] play(Scene scene, long seed, boolean inTurn, int rounds) {
    Simulation world = new Simulation(seed);
    Level level = world.level("l", scene.shape, scene.seats);
    Flow flow = world.flow(level, "s");
    int count = scene.users.size();
    String[] users = ClosedLoop.apart(world, flow, scene.shape, count);
    ClosedLoop[] loops = new ClosedLoop[count];
    for (int i = 0; i < count; i++) {
      Clients clients = scene.users.get(i);
      loops[i] =
          new ClosedLoop(world, flow, users[i], clients.seats, clients.executes, clients.thinks);
      if (inTurn) {
        loops[i].inTurn(clients.count, 20L * i);
      } else {
        loops[i].atRandom(clients.count);
      }
    }
    long length = rounds * SECOND;
    world.run(length);
    assertThat(Arrays.stream(loops).mapToInt(ClosedLoop::refused).sum()).isZero();
    double[] parts = Arrays.stream(loops).mapToDouble(each -> each.average(length)).toArray();
    double[] fair = fair(scene);
    for (int i = 0; i < count; i++) {
      parts[i] /= fair[i];
    }
    return parts;
  }

  /// The max-min fair allocation: from the one that wants least, each gets what it wants, or an
  /// equal part of what is left.
  static double[] fair(double[] demands, double seats) {
    double[] fair = new double[demands.length];
    double left = seats;
    int[] order =
        IntStream.range(0, demands.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> demands[i]))
            .mapToInt(i -> i)
            .toArray();
    for (int i = 0; i < order.length; i++) {
      fair[order[i]] = Math.min(demands[order[i]], left / (order.length - i));
      left -= fair[order[i]];
    }
    return fair;
  }

  @Test
  void theFairAllocationGivesTheModestAllAndTheOthersTheSame() {
    assertThat(fair(new double[] {5, 1, 9}, 7)).containsExactly(3, 1, 3);
    assertThat(fair(new double[] {1, 1}, 7)).containsExactly(1, 1);
  }

  /// How many of a flood are let in while a modest request waits: those whose turn it was, never
  /// the whole backlog.
  @Test
  void aFloodPassesAModestRequestNoMoreThanOnceForEachSeatAndQueue() {
    int seats = 4;
    QueueShape shape = new QueueShape(64, 6, 50);
    long worst = 0;
    for (long seed = FIRST; seed < FIRST + SEEDS / 2; seed++) {
      Simulation world = new Simulation(seed);
      Level level = world.level("l", shape, seats);
      Flow flow = world.flow(level, "s");
      String[] users = ClosedLoop.apart(world, flow, shape, 2);
      new ClosedLoop(world, flow, users[0], 1, 10 * MS, 0).inTurn(200, 0);
      long[] most = {0};
      for (int i = 1; i <= 40; i++) {
        world.after(
            i * 50 * MS + world.random.nextLong(MS),
            () -> {
              long before = level.view().counts().dispatched();
              Seat[] mine = new Seat[1];
              mine[0] =
                  world.enter(
                      flow,
                      users[1],
                      Work.ONE,
                      () -> {
                        long passed = level.view().counts().dispatched() - before - 1;
                        most[0] = Math.max(most[0], passed);
                        world.after(5 * MS, () -> mine[0].release());
                      });
            });
      }
      world.run(3 * SECOND);
      worst = Math.max(worst, most[0]);
      assertThat(most[0]).as("seed " + seed).isLessThanOrEqualTo(seats + shape.hand());
    }
    System.out.println("most of a flood of 200 that passed a modest request: " + worst);
  }
}

package dev.stopwater.flowcontrol;

import static dev.stopwater.flowcontrol.queue.Simulation.MS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.stopwater.flowcontrol.queue.ClosedLoop;
import dev.stopwater.flowcontrol.queue.Flow;
import dev.stopwater.flowcontrol.queue.Simulation;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What levels are to each other, by the bounds of upstream's own tests of 1.36.3
/// (`TestConcurrencyIsolation`, `TestBorrowing`): what clients hold on average once the shares have
/// settled. `-Dflow.seeds=20000 -Dflow.seed=1`.
class IsolationTest {

  private static final int SEEDS = Integer.getInteger("flow.seeds", 2000) / 40;
  private static final long FIRST = Long.getLong("flow.seed", 1);
  private static final long SECOND = 1_000 * MS;
  private static final long PERIOD = 10 * SECOND;

  private static MapValue json(String text) {
    return (MapValue) Json.parse(text.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }

  private static MapValue level(String name, String limits) {
    return json(
        ("{'metadata':{'name':'%s'},'spec':{'type':'Limited','limited':{"
                + "'nominalConcurrencyShares':100,%s,'limitResponse':{'type':'Queue','queuing':{"
                + "'queues':64,'handSize':6,'queueLengthLimit':50}}}}}")
            .formatted(name, limits));
  }

  private static MapValue schema(String user, String level) {
    return json(
        ("{'metadata':{'name':'of-%s'},'spec':{'matchingPrecedence':10,"
                + "'priorityLevelConfiguration':{'name':'%s'},'rules':[{'subjects':[{'kind':'User',"
                + "'user':{'name':'%s'}}],'resourceRules':[{'verbs':['*'],'apiGroups':['*'],"
                + "'resources':['*'],'clusterScope':true,'namespaces':['*']}]}]}}")
            .formatted(user, level, user));
  }

  /// Many more requests than one level takes, and fewer than the other has seats: upstream's margin
  /// is 0.05 of the level's seats.
  @Test
  void aFloodedLevelTakesNothingFromOneThatWantsLessThanItHas() {
    System.out.println("seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      new Stage(seed, 10).flood(seed);
    }
  }

  /// 24 seats, half of them of each level; one wants 24, the other 6.
  @ParameterizedTest
  @CsvSource({"50, 67, 33, 50", "50, 33, 67, 50"})
  void oneBorrowsWhatIsLentAndTheOtherKeepsWhatItWants(
      int lendsOne, int borrowsOne, int lendsOther, int borrowsOther) {
    System.out.println("seeds " + FIRST + " to " + (FIRST + SEEDS - 1));
    for (long seed = FIRST; seed < FIRST + SEEDS; seed++) {
      new Stage(seed, 24)
          .borrow(seed, limits(lendsOne, borrowsOne), limits(lendsOther, borrowsOther));
    }
  }

  private static String limits(int lends, int borrows) {
    return "'lendablePercent':%d,'borrowingLimitPercent':%d".formatted(lends, borrows);
  }

  /// Two levels, one flooded by an elephant, the other used by a mouse.
  private static final class Stage {

    private final Simulation world;
    private final FlowControl flows;

    Stage(long seed, int seats) {
      world = new Simulation(seed);
      flows = new FlowControl(seats, world::now, world.metrics());
    }

    private void configure(String limitsOfOne, String limitsOfOther) {
      flows.configure(
          List.of(schema("elephant", "one"), schema("mouse", "other")),
          List.of(level("one", limitsOfOne), level("other", limitsOfOther)));
      adjust();
    }

    private void adjust() {
      flows.adjust();
      world.after(PERIOD, this::adjust);
    }

    private ClosedLoop loop(String user, int clients, long executes) {
      Flow flow = flows.classify(Simulation.by(user));
      return new ClosedLoop(world, flow, user, 1, executes, 0).atRandom(clients);
    }

    void flood(long seed) {
      configure("'lendablePercent':0", "'lendablePercent':0");
      ClosedLoop elephant = loop("elephant", 55, 200 * MS);
      ClosedLoop mouse = loop("mouse", 3, 200 * MS);
      world.run(2 * SECOND);
      elephant.reset();
      mouse.reset();
      long length = 10 * SECOND;
      world.run(world.now() + length);
      double seats = 5;
      assertThat(mouse.average(length) / seats)
          .as("seed " + seed)
          .isCloseTo(3 / seats, within(.05));
      assertThat(elephant.average(length) / seats).as("seed " + seed).isCloseTo(1, within(.05));
      assertThat(mouse.refused() + elephant.refused()).as("seed " + seed).isZero();
    }

    void borrow(long seed, String limitsOfOne, String limitsOfOther) {
      configure(limitsOfOne, limitsOfOther);
      ClosedLoop elephant = loop("elephant", 24, 250 * MS);
      ClosedLoop mouse = loop("mouse", 6, 250 * MS);
      world.run(PERIOD + SECOND);
      elephant.reset();
      mouse.reset();
      long length = 15 * SECOND;
      world.run(world.now() + length);
      assertThat(elephant.average(length)).as("seed " + seed).isBetween(15.5, 16.1);
      assertThat(mouse.average(length)).as("seed " + seed).isBetween(5.5, 6.1);
    }
  }
}

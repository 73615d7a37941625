package dev.stopwater.lifecycle;

import static dev.stopwater.lifecycle.LedgerFixture.FACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.lifecycle.LedgerFixture.Answers;
import dev.stopwater.lifecycle.LedgerFixture.Gate;
import dev.stopwater.lifecycle.OverBudgetException.Whose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ByteBudgetTest {

  private static final Duration SOON = Duration.ofSeconds(30);
  private static final ByteLimits LIMITS = new ByteLimits(400, 600, 1000);

  private final LedgerFixture f = new LedgerFixture(Duration.ofSeconds(60), LIMITS);
  private final List<Running> running = new ArrayList<>();

  /// A request whose handler waits until it is let go, interrupted or not.
  private record Running(LedgerEntry entry, Answers answers, Gate gate) {}

  private Running begin(String user) throws InterruptedException {
    Answers answers = new Answers();
    Gate gate = new Gate();
    LedgerEntry entry =
        f.ledger.begin(
            FACTS,
            answers,
            live -> {
              live.identify("GET /", user, "");
              gate.pass();
            });
    gate.awaitArrival();
    Running begun = new Running(entry, answers, gate);
    running.add(begun);
    return begun;
  }

  @AfterEach
  void everythingIsGivenBackWhenTheRequestsEnd() throws InterruptedException {
    running.forEach(each -> each.gate.open());
    assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
    assertThat(f.ledger.bytesHeld()).isZero();
    assertThat(f.told.faults).isEmpty();
    f.close();
  }

  @Test
  void theLargestObjectHasRoomInASmallHeapTooIfOneUserMayHoldIt() {
    assertThat(ByteLimits.ofHeap(4L << 30))
        .isEqualTo(new ByteLimits(256 << 20, 512 << 20, 1 << 30));
    assertThat(ByteLimits.ofHeap(512 << 20).request()).isEqualTo(64 << 20);
    assertThat(ByteLimits.ofHeap(128 << 20).request()).isEqualTo(16 << 20);
  }

  @Test
  void whatARequestTakesIsHeldUntilItGivesItBack() throws Exception {
    Running request = begin("ann");
    request.entry.take(300);
    assertThat(f.ledger.bytesHeld()).isEqualTo(300);
    assertThat(request.entry.snapshot().bytes()).isEqualTo(300);
    request.entry.give(100);
    assertThat(f.ledger.bytesHeld()).isEqualTo(200);
  }

  @Test
  void whatIsGivenBackTwiceCountsOnce() throws Exception {
    Running request = begin("ann");
    Running other = begin("ann");
    other.entry.take(100);
    request.entry.take(50);
    request.entry.give(50);
    request.entry.give(50);
    assertThat(f.ledger.bytesHeld()).isEqualTo(100);
  }

  @Test
  void aRequestBeyondItsOwnLimitGetsNoMoreAndHoldsWhatItHad() throws Exception {
    Running request = begin("ann");
    request.entry.take(300);
    assertRefused(request, 101, Whose.REQUEST);
    assertThat(request.entry.bytesHeld()).isEqualTo(300);
    request.entry.take(100);
  }

  @Test
  void aUserBeyondTheirLimitGetsNoMoreAndOthersDo() throws Exception {
    Running first = begin("ann");
    Running second = begin("ann");
    first.entry.take(400);
    second.entry.take(200);
    assertRefused(second, 1, Whose.FLOW);
    begin("bob").entry.take(300);
    assertThat(f.ledger.bytesHeld()).isEqualTo(900);
  }

  @Test
  void whenAllIsHeldTheGreatestRequestOfTheGreediestUserIsCut() throws Exception {
    Running small = begin("ann");
    Running great = begin("ann");
    small.entry.take(150);
    great.entry.take(400);
    begin("cem").entry.take(300);
    Running asker = begin("bob");
    asker.entry.take(200); // 1,050 in all
    f.pass(Duration.ofMillis(10));
    assertThat(great.answers.overBudget).hasValue(1);
    assertThat(great.answers.timedOut).hasValue(0);
    assertThat(great.entry.timedOut()).isTrue();
    assertThat(f.told.cut).singleElement().returns(400L, RequestSnapshot::bytes);
    assertThat(small.answers.overBudget).hasValue(0);
    assertThat(asker.entry.bytesHeld()).isEqualTo(200);
    assertRefused(great, 1, Whose.ALL);
  }

  @Test
  void whoeverIsCutCannotLengthenItsTime() throws Exception {
    begin("ann").entry.take(400);
    begin("cem").entry.take(390);
    Running great = running.getFirst();
    begin("bob").entry.take(300);
    great.entry.longRunning(Duration.ofHours(1));
    f.pass(Duration.ofMillis(10));
    assertThat(great.answers.overBudget).hasValue(1);
  }

  @Test
  void whoeverHoldsMostIsRefusedWhenNothingIsLeft() throws Exception {
    Running greedy = begin("ann");
    greedy.entry.take(390);
    begin("bob").entry.take(300);
    begin("cem").entry.take(300);
    assertRefused(greedy, 10 + 1, Whose.REQUEST);
    Running greedyToo = begin("ann");
    assertRefused(greedyToo, 11, Whose.ALL);
    f.pass(Duration.ofMillis(10));
    assertThat(f.told.cut).isEmpty();
  }

  @Test
  void whatWasCutMayStillBeHeldButNeverMoreThanFiveQuartersInAll() throws Exception {
    begin("ann").entry.take(400);
    begin("ann").entry.take(200);
    begin("bob").entry.take(300);
    Running asker = begin("cem");
    asker.entry.take(350); // cuts 400, which stay until their handler ends
    assertThat(f.ledger.bytesHeld()).isEqualTo(1250);
    assertRefused(begin("dan"), 1, Whose.ALL);
  }

  @Test
  void fromNineTenthsOnNewWorkIsRefusedToWhoeverHoldsAnEqualShareOrMore() throws Exception {
    begin("ann").entry.take(400);
    begin("bob").entry.take(400);
    Running modest = begin("cem");
    modest.entry.take(99);
    assertThat(begin("ann").entry.crowded()).isFalse();
    modest.entry.take(1);
    assertThat(begin("ann").entry.crowded()).isTrue();
    assertThat(modest.entry.crowded()).isFalse();
    assertThat(begin("dan").entry.crowded()).isFalse();
  }

  @Test
  void newWorkOfAUserIsRefusedFromNineTenthsOfTheirsOn() throws Exception {
    begin("ann").entry.take(400);
    begin("ann").entry.take(140);
    assertThat(begin("ann").entry.crowded()).isTrue();
    assertThat(begin("bob").entry.crowded()).isFalse();
  }

  @Test
  void aRequestThatHasEndedTakesNothing() throws Exception {
    Running request = begin("ann");
    request.gate.open();
    assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
    assertRefused(request, 1, Whose.ALL);
  }

  @Test
  void whateverManyThreadsDoAtOnceNothingIsHeldInTheEndAndNeverTooMuch() throws Exception {
    long seed = Long.getLong("budget.seed", System.nanoTime());
    System.out.println("budget.seed=" + seed);
    try (TaskGroup group = TaskGroup.open("takers", UnaryOperator.identity())) {
      for (int thread = 0; thread < 8; thread++) {
        Random random = new Random(seed + thread);
        group.fork(() -> takeAndGive(random));
      }
      group.join();
    }
  }

  private boolean takeAndGive(Random random) {
    for (int round = 0; round < 300; round++) {
      LedgerEntry entry =
          f.ledger.begin(
              FACTS,
              new Answers(),
              live -> {
                live.identify("GET /", "user-" + random.nextInt(4), "");
                for (int step = 0; step < 20; step++) {
                  takeOrGive(live.bytes(), random);
                  assertThat(f.ledger.bytesHeld())
                      .isLessThanOrEqualTo(1250 + 300L * f.ledger.live());
                }
              });
      entry.give(random.nextInt(100)); // from another thread, perhaps after its end
      if (random.nextInt(8) == 0) {
        f.ledger.tick();
      }
    }
    return true;
  }

  private static void takeOrGive(Bytes bytes, Random random) {
    try {
      if (random.nextInt(3) == 0) {
        bytes.give(random.nextInt(200));
      } else {
        bytes.take(random.nextInt(300));
      }
    } catch (OverBudgetException e) {
      bytes.give(100);
    }
  }

  private static void assertRefused(Running request, long bytes, Whose whose) {
    assertThatThrownBy(() -> request.entry.take(bytes))
        .isInstanceOfSatisfying(
            OverBudgetException.class, e -> assertThat(e.whose()).isEqualTo(whose));
  }
}

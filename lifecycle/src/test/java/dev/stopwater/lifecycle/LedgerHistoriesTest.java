package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.LedgerFixture.Answers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Random requests, on real threads, under a clock that moves in random steps while clients come
/// and go: whatever happens, each request is answered by exactly one.
@Timeout(120)
class LedgerHistoriesTest {

  private enum Behaviour {
    ANSWER_AT_ONCE,
    ANSWER_IN_THE_END,
    BEGIN_AND_WAIT,
    WAIT_DEAF,
    RETURN,
    FAIL
  }

  /// One request, and all that became of it.
  private static final class Run {
    final Answers answers = new Answers();
    final AtomicInteger completed = new AtomicInteger();
    final AtomicInteger gone = new AtomicInteger();
    final AtomicInteger actions = new AtomicInteger();
    final Behaviour behaviour;
    final CountDownLatch release;

    Run(Behaviour behaviour, CountDownLatch release) {
      this.behaviour = behaviour;
      this.release = release;
    }

    void serve(LedgerEntry live) throws Exception {
      live.onEnd(actions::incrementAndGet);
      switch (behaviour) {
        case ANSWER_AT_ONCE -> answer(live);
        case ANSWER_IN_THE_END -> {
          release.await();
          answer(live);
        }
        case BEGIN_AND_WAIT -> {
          live.beginAnswer();
          release.await();
          answer(live);
        }
        case WAIT_DEAF -> {
          waitDeaf();
          answer(live);
        }
        case RETURN -> release.await();
        case FAIL -> {
          release.await();
          throw new IllegalStateException("failed");
        }
      }
    }

    private void answer(LedgerEntry live) throws IOException {
      live.beginAnswer();
      live.checkMayWrite();
      if (live.claimAnswer()) {
        completed.incrementAndGet();
      }
    }

    private void waitDeaf() {
      while (true) {
        try {
          release.await();
          return;
        } catch (InterruptedException deaf) {
          // waits on
        }
      }
    }

    int answeredBy() {
      return completed.get() + answers.timedOut.get() + answers.unanswered.get() + gone.get();
    }

    boolean lost() {
      return answers.timedOut.get() + gone.get() > 0;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {11, 12, 13, 14, 15})
  void eachRequestIsAnsweredByExactlyOneAndLeavesNothing(long seed) throws Exception {
    Random random = new Random(seed);
    List<Run> runs = new ArrayList<>();
    List<LedgerEntry> entries = new ArrayList<>();
    List<CountDownLatch> gates = new ArrayList<>();
    try (LedgerFixture f = new LedgerFixture()) {
      for (int step = 0; step < 2000; step++) {
        switch (random.nextInt(8)) {
          case 0, 1, 2, 3 -> {
            CountDownLatch gate = new CountDownLatch(1);
            Behaviour[] all = Behaviour.values();
            Run run = new Run(all[random.nextInt(all.length)], gate);
            runs.add(run);
            gates.add(gate);
            entries.add(f.ledger.begin(LedgerFixture.FACTS, run.answers, run::serve));
          }
          case 4, 5 -> {
            if (!gates.isEmpty()) {
              any(random, gates).countDown();
            }
          }
          case 6 -> leave(random, runs, entries);
          default -> {
            f.pass(Duration.ofMillis(random.nextInt(20_000)));
            if (!entries.isEmpty()) {
              any(random, entries).allot(Duration.ofSeconds(random.nextInt(200)));
            }
          }
        }
      }
      f.pass(Duration.ofMinutes(10));
      gates.forEach(CountDownLatch::countDown);
      assertThat(f.ledger.awaitEmpty(Duration.ofSeconds(60))).isTrue();
      assertThat(f.ledger.overdue()).isZero();
      assertThat(f.told.faults).isEmpty();
      assertThat(runs).allMatch(run -> run.answeredBy() == 1);
      assertThat(runs).allMatch(run -> run.actions.get() == (run.lost() ? 1 : 0));
      assertThat(f.told.late).hasSize((int) runs.stream().filter(Run::lost).count());
    }
  }

  private static void leave(Random random, List<Run> runs, List<LedgerEntry> entries) {
    if (!runs.isEmpty()) {
      int index = random.nextInt(runs.size());
      if (entries.get(index).clientGone(new IOException("gone"))) {
        runs.get(index).gone.incrementAndGet();
      }
    }
  }

  private static <T> T any(Random random, List<T> all) {
    return all.get(random.nextInt(all.size()));
  }
}

package dev.stopwater.lifecycle;

import static dev.stopwater.lifecycle.LedgerFixture.FACTS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.lifecycle.LedgerFixture.Answers;
import dev.stopwater.lifecycle.LedgerFixture.Gate;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LedgerTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Test
  void aRequestThatAnswersInTimeLeavesTheLedgerAndNobodyElseAnswers() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers answers = new Answers();
      var claimed = new ArrayBlockingQueue<Boolean>(1);
      f.ledger.begin(
          FACTS,
          answers,
          entry -> {
            entry.beginAnswer();
            entry.checkMayWrite();
            claimed.add(entry.claimAnswer());
          });
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(claimed.take()).isTrue();
      f.pass(Duration.ofSeconds(61));
      assertThat(answers.timedOut).hasValue(0);
      assertThat(answers.unanswered).hasValue(0);
      assertThat(f.told.late).isEmpty();
    }
  }

  @Test
  void atTheDeadlineTheClockAnswersAndInterruptsAndTheHandlerMayNoLongerWrite() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers answers = new Answers();
      Gate gate = new Gate();
      var seen = new ArrayBlockingQueue<Object>(4);
      LedgerEntry entry =
          f.ledger.begin(
              FACTS,
              answers,
              live -> {
                live.phase("store");
                live.identify("GET /api/v1/pods", "ann", "audit-1");
                seen.add(gate.pass());
                seen.add(live.claimAnswer());
                live.beginAnswer();
              });
      gate.awaitArrival();
      f.pass(Duration.ofMillis(59_990));
      assertThat(answers.timedOut).hasValue(0);
      assertThat(entry.remaining()).isEqualTo(Duration.ofMillis(10));
      f.pass(Duration.ofMillis(10));
      assertThat(answers.timedOut).hasValue(1);
      assertThat(answers.begun).isFalse();
      assertThat(entry.timedOut()).isTrue();
      assertThat(entry.remaining()).isZero();
      assertThat(f.ledger.overdue()).isEqualTo(1);
      assertThat(f.ledger.entries())
          .singleElement()
          .satisfies(snapshot -> {
            assertThat(snapshot.state()).isEqualTo(RequestState.TIMED_OUT);
            assertThat(snapshot.overdue()).isTrue();
            assertThat(snapshot.phase()).isEqualTo("store");
            assertThat(snapshot.evidence().user()).isEqualTo("ann");
            assertThat(snapshot.age()).isEqualTo(Duration.ofSeconds(60));
            assertThat(snapshot.stack())
                .anyMatch(frame -> frame.getClassName().equals(Gate.class.getName()));
          });
      f.nanos.addAndGet(Duration.ofSeconds(5).toNanos());
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(seen).containsExactly(true, false);
      assertThat(f.told.late)
          .singleElement()
          .satisfies(late -> {
            assertThat(late.status()).isEqualTo(LateOutcome.Status.ERROR);
            assertThat(late.lateBy()).isEqualTo(Duration.ofSeconds(5));
            assertThat(late.failure()).isInstanceOf(HandlerTimeoutException.class);
            assertThat(late.request().evidence().auditId()).isEqualTo("audit-1");
          });
      assertThat(answers.unanswered).hasValue(0);
    }
  }

  @Test
  void anAnswerThatHadBegunIsCutAtTheDeadline() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers answers = new Answers();
      Gate gate = new Gate();
      f.ledger.begin(
          FACTS,
          answers,
          live -> {
            live.beginAnswer();
            gate.pass();
          });
      gate.awaitArrival();
      f.pass(Duration.ofSeconds(60));
      assertThat(answers.begun).isTrue();
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(f.told.late)
          .extracting(LateOutcome::status)
          .containsExactly(LateOutcome.Status.OK);
    }
  }

  @Test
  void theLateOutcomesOfHandlersAreToldApart() throws Exception {
    assertThat(statusAfterTheDeadlineOf(new IOException("store"))).isEqualTo("error");
    assertThat(statusAfterTheDeadlineOf(new IllegalStateException("bug"))).isEqualTo("panic");
    assertThat(statusAfterTheDeadlineOf(new StackOverflowError())).isEqualTo("panic");
    assertThat(statusAfterTheDeadlineOf(new RuntimeException(new HandlerTimeoutException())))
        .isEqualTo("error");
  }

  private static String statusAfterTheDeadlineOf(Throwable failure) throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Gate gate = new Gate();
      f.ledger.begin(
          FACTS,
          new Answers(),
          live -> {
            gate.pass();
            if (failure instanceof Error error) {
              throw error;
            }
            throw (Exception) failure;
          });
      gate.awaitArrival();
      f.pass(Duration.ofSeconds(60));
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      return f.told.late.get(0).status().label();
    }
  }

  @Test
  void aHandlerThatFailsOrForgetsToAnswerIsAnsweredFor() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers forgot = new Answers();
      f.ledger.begin(FACTS, forgot, live -> {});
      Answers failed = new Answers();
      IOException failure = new IOException("no");
      f.ledger.begin(
          FACTS,
          failed,
          live -> {
            live.beginAnswer();
            throw failure;
          });
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(forgot.unanswered).hasValue(1);
      assertThat(forgot.begun).isFalse();
      assertThat(forgot.failure).isNull();
      assertThat(failed.unanswered).hasValue(1);
      assertThat(failed.begun).isTrue();
      assertThat(failed.failure).isSameAs(failure);
    }
  }

  @Test
  void aClientThatGoesEndsTheRequestWithoutAnAnswer() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers answers = new Answers();
      Gate gate = new Gate();
      List<String> ran = new CopyOnWriteArrayList<>();
      var interrupted = new ArrayBlockingQueue<Boolean>(1);
      LedgerEntry entry =
          f.ledger.begin(
              FACTS,
              answers,
              live -> {
                live.onEnd(() -> ran.add("first"));
                live.onEnd(() -> ran.add("second"));
                interrupted.add(gate.pass());
              });
      gate.awaitArrival();
      assertThat(entry.clientGone(new IOException("reset"))).isTrue();
      assertThat(entry.clientGone(new IOException("again"))).isFalse();
      assertThat(ran).containsExactly("second", "first");
      entry.onEnd(() -> ran.add("late"));
      assertThat(ran).containsExactly("second", "first", "late");
      assertThatThrownBy(entry::checkMayWrite).isInstanceOf(HandlerTimeoutException.class);
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(interrupted.take()).isTrue();
      assertThat(answers.timedOut).hasValue(0);
      assertThat(answers.unanswered).hasValue(0);
    }
  }

  @Test
  void anAllotmentMovesTheDeadlineBothWaysUntilItHasPassed() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers quick = new Answers();
      Answers watch = new Answers();
      Gate gate = new Gate();
      LedgerEntry first = f.ledger.begin(FACTS, quick, live -> gate.pass());
      LedgerEntry second = f.ledger.begin(FACTS, watch, live -> gate.pass());
      first.allot(Duration.ofSeconds(1));
      second.longRunning(Duration.ofMinutes(40));
      f.pass(Duration.ofSeconds(1));
      assertThat(quick.timedOut).hasValue(1);
      first.allot(Duration.ofMinutes(1));
      assertThat(first.remaining()).isZero();
      f.pass(Duration.ofMinutes(39));
      assertThat(watch.timedOut).hasValue(0);
      assertThat(second.remaining()).isEqualTo(Duration.ofSeconds(59));
      f.pass(Duration.ofMinutes(1));
      assertThat(watch.timedOut).hasValue(1);
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
    }
  }

  @Test
  void whatIsLeftCanBeShortenedFromNowAndIsNotLengthenedByThat() throws Exception {
    try (LedgerFixture f = new LedgerFixture(Duration.ofSeconds(60))) {
      Answers answers = new Answers();
      Gate gate = new Gate();
      LedgerEntry entry = f.ledger.begin(FACTS, answers, live -> gate.pass());
      f.pass(Duration.ofSeconds(10));
      assertThat(entry.atMost(Duration.ofSeconds(34))).isTrue();
      assertThat(entry.remaining()).isEqualTo(Duration.ofSeconds(34));
      assertThat(entry.atMost(Duration.ofSeconds(40))).isFalse();
      assertThat(entry.remaining()).isEqualTo(Duration.ofSeconds(34));
      f.pass(Duration.ofSeconds(34));
      assertThat(answers.timedOut).hasValue(1);
      assertThat(entry.atMost(Duration.ofSeconds(1))).isFalse();
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
    }
  }

  @Test
  void aHandlerThatAnsweredButRunsOnIsOverdueAndNotInterrupted() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Answers answers = new Answers();
      Gate gate = new Gate();
      var interrupted = new ArrayBlockingQueue<Boolean>(1);
      f.ledger.begin(
          FACTS,
          answers,
          live -> {
            live.claimAnswer();
            interrupted.add(gate.pass());
            throw new IllegalStateException("audit");
          });
      gate.awaitArrival();
      f.pass(Duration.ofSeconds(60));
      assertThat(f.ledger.overdue()).isEqualTo(1);
      gate.open();
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(interrupted.take()).isFalse();
      assertThat(answers.timedOut).hasValue(0);
      assertThat(f.told.late).isEmpty();
      assertThat(f.told.faults).singleElement().asString().contains("audit");
    }
  }

  @Test
  void whatAnAnswererOrAnActionThrowsIsToldAndHurtsNobody() throws Exception {
    try (LedgerFixture f = new LedgerFixture()) {
      Gate gate = new Gate();
      List<String> ran = new CopyOnWriteArrayList<>();
      Answerer faulty =
          new Answerer() {
            @Override
            public void timedOut(LedgerEntry request, boolean begun) {
              throw new IllegalStateException("answerer");
            }

            @Override
            public void unanswered(LedgerEntry request, boolean begun, Throwable failure) {
              throw new IllegalStateException("unanswered");
            }
          };
      LedgerEntry entry = f.ledger.begin(FACTS, faulty, live -> gate.pass());
      entry.onEnd(() -> ran.add("good"));
      entry.onEnd(() -> {
        throw new IllegalStateException("action");
      });
      f.pass(Duration.ofSeconds(60));
      assertThat(ran).containsExactly("good");
      gate.open();
      f.ledger.begin(FACTS, faulty, live -> {});
      assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
      assertThat(f.told.faults).hasSize(3);
    }
  }

  @Test
  void closingInterruptsWhatStillRunsAndRefusesWhatComesLater() throws Exception {
    LedgerFixture f = new LedgerFixture();
    Answers answers = new Answers();
    f.ledger.begin(FACTS, answers, live -> new ArrayBlockingQueue<>(1).take());
    f.close();
    assertThat(f.ledger.awaitEmpty(SOON)).isTrue();
    assertThat(answers.timedOut).hasValue(0);
    assertThatThrownBy(() -> f.ledger.begin(FACTS, answers, live -> {}))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aLedgerThatRunsByTheSystemsClockTimesOutByItselfAndEndsItsThreads() throws Exception {
    LedgerFixture.Told told = new LedgerFixture.Told();
    Answers answers = new Answers();
    try (Ledger ledger = Ledger.start(LedgerSettings.of("own", Duration.ofMillis(20), told))) {
      ledger.begin(FACTS, answers, live -> new ArrayBlockingQueue<>(1).take());
      assertThat(ledger.awaitEmpty(SOON)).isTrue();
      assertThat(Threads.living()).contains("own-clock");
    }
    assertThat(answers.timedOut).hasValue(1);
    assertThat(told.late).hasSize(1);
    assertThat(Threads.living()).noneMatch(name -> name.startsWith("own-"));
  }
}

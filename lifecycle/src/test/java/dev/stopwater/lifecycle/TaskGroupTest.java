package dev.stopwater.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TaskGroupTest {

  @Test
  void allThatWasForkedHasItsResultAfterTheJoin() throws Exception {
    try (TaskGroup group = TaskGroup.open("sum", UnaryOperator.identity())) {
      TaskGroup.Task<Integer> one = group.fork(() -> 1);
      TaskGroup.Task<String> name = group.fork(() -> Thread.currentThread().getName());
      assertThatThrownBy(one::result).isInstanceOf(IllegalStateException.class);
      group.join();
      assertThat(one.result()).isEqualTo(1);
      assertThat(name.result()).isEqualTo("sum");
    }
  }

  @Test
  void theFirstFailureCancelsTheOthersAndCloseWaitsForThem() throws Exception {
    List<String> ended = new CopyOnWriteArrayList<>();
    CountDownLatch started = new CountDownLatch(1);
    IOException failure = new IOException("no");
    try (TaskGroup group = TaskGroup.open("race", UnaryOperator.identity())) {
      group.fork(() -> {
        started.countDown();
        try {
          new CountDownLatch(1).await();
        } finally {
          ended.add("slow");
        }
        return "never";
      });
      started.await();
      group.fork(() -> {
        throw failure;
      });
      assertThatThrownBy(group::join)
          .isInstanceOf(TaskGroup.FailedException.class)
          .cause()
          .isSameAs(failure);
    }
    assertThat(ended).containsExactly("slow");
  }

  @Test
  void whatIsForkedAfterAFailureIsNotStarted() throws Exception {
    List<String> ran = new CopyOnWriteArrayList<>();
    try (TaskGroup group = TaskGroup.open("late", UnaryOperator.identity())) {
      group.fork(() -> {
        throw new IllegalStateException("first");
      });
      assertThatThrownBy(group::join).hasMessageContaining("first");
      group.fork(() -> ran.add("late"));
      assertThatThrownBy(group::join).hasMessageContaining("first");
    }
    assertThat(ran).isEmpty();
  }

  @Test
  void closingCancelsWhatNobodyJoined() throws Exception {
    CountDownLatch interrupted = new CountDownLatch(1);
    try (TaskGroup group = TaskGroup.open("unjoined", UnaryOperator.identity())) {
      CountDownLatch started = new CountDownLatch(1);
      group.fork(() -> {
        started.countDown();
        try {
          new CountDownLatch(1).await();
        } catch (InterruptedException e) {
          interrupted.countDown();
        }
        return "";
      });
      started.await();
    }
    assertThat(interrupted.getCount()).isZero();
  }

  @Test
  void anInterruptOfTheOwnerEndsTheJoinAndThenTheTasks() throws Exception {
    try (TaskGroup group = TaskGroup.open("owner", UnaryOperator.identity())) {
      group.fork(() -> {
        new CountDownLatch(1).await();
        return "";
      });
      Thread.currentThread().interrupt();
      assertThatThrownBy(group::join).isInstanceOf(InterruptedException.class);
    }
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void theWrapperIsAppliedWhereOneForksAndRunsAroundTheTask() throws Exception {
    List<String> steps = new CopyOnWriteArrayList<>();
    Thread owner = Thread.currentThread();
    UnaryOperator<Runnable> wrapper =
        task -> {
          steps.add(Thread.currentThread() == owner ? "taken along" : "elsewhere");
          return () -> {
            steps.add("before");
            task.run();
            steps.add("after");
          };
        };
    try (TaskGroup group = TaskGroup.open("wrapped", wrapper)) {
      group.fork(() -> steps.add("task"));
      group.join();
    }
    assertThat(steps).containsExactly("taken along", "before", "task", "after");
  }

  @Test
  void aGroupIsItsOpenersAlone() throws Exception {
    try (TaskGroup group = TaskGroup.open("confined", UnaryOperator.identity())) {
      TaskGroup.Task<String> task =
          group.fork(() -> {
            assertThatThrownBy(() -> group.fork(() -> "")).isInstanceOf(WrongThreadException.class);
            return "checked";
          });
      group.join();
      assertThat(task.result()).isEqualTo("checked");
    }
  }
}

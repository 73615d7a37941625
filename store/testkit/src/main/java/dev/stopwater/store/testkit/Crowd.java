package dev.stopwater.store.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.IntFunction;

/// Many virtual threads at once, all joined before the test goes on.
final class Crowd {

  private Crowd() {}

  /// What each of `size` tasks answered, in their order; the first failure is thrown.
  static <T> List<T> of(int size, IntFunction<Callable<T>> task) throws Exception {
    List<FutureTask<T>> running = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      FutureTask<T> one = new FutureTask<>(task.apply(i));
      running.add(one);
      Thread.ofVirtual().name("writer-", i).start(one);
    }
    List<T> answers = new ArrayList<>();
    for (FutureTask<T> one : running) {
      try {
        answers.add(one.get());
      } catch (ExecutionException failed) {
        throw new AssertionError("a task of the crowd failed", failed.getCause());
      }
    }
    return answers;
  }
}

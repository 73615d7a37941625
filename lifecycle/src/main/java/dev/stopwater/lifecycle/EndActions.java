package dev.stopwater.lifecycle;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What is to be done when the answer is taken from a handler. Each action runs at most once, the
/// last added first; one that comes too late runs at once. Any thread.
final class EndActions extends AtomicReference<EndActions.@Nullable Action> {

  private static final long serialVersionUID = 1L;

  /// Stands for the whole list once it has been run or dropped.
  private static final Action RUN = new Action(() -> {}, null);

  private static final Action DROPPED = new Action(() -> {}, null);

  static final class Action {
    private final Runnable body;
    private final @Nullable Action earlier;

    Action(Runnable body, @Nullable Action earlier) {
      this.body = body;
      this.earlier = earlier;
    }
  }

  void add(Runnable body) {
    while (true) {
      Action first = get();
      if (first == RUN) {
        body.run();
        return;
      }
      if (first == DROPPED || compareAndSet(first, new Action(body, first))) {
        return;
      }
    }
  }

  /// Runs the actions that were added, and makes later ones run at once.
  ///
  /// @param faults is told what an action throws; the others run all the same
  void run(Consumer<Throwable> faults) {
    Action first = closeWith(RUN);
    for (Action action = first; action != null; action = action.earlier) {
      try {
        action.body.run();
      } catch (Throwable failure) {
        faults.accept(failure);
      }
    }
  }

  /// Forgets the actions, and those still to come: the request has ended.
  void drop() {
    closeWith(DROPPED);
  }

  private @Nullable Action closeWith(Action mark) {
    while (true) {
      Action first = get();
      if (first == RUN || first == DROPPED) {
        return null;
      }
      if (compareAndSet(first, mark)) {
        return first;
      }
    }
  }
}

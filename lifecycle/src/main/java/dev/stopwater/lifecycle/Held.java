package dev.stopwater.lifecycle;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What a request occupies of something that others share: a seat, bytes, a slot. It is given back
/// once: when it is closed, or by the ledger when the request is proven leaked, since then its
/// `finally` blocks never run. Any thread.
public final class Held implements AutoCloseable {

  private final Holdings all;
  private final AtomicReference<@Nullable Runnable> giveBack;
  @Nullable Held earlier; // set before it is shared

  Held(Holdings all, Runnable giveBack) {
    this.all = all;
    this.giveBack = new AtomicReference<>(giveBack);
  }

  /// Gives it back, unless that was done.
  @Override
  public void close() {
    giveBack();
    all.forget(this);
  }

  void giveBack() {
    Runnable action = giveBack.getAndSet(null);
    if (action != null) {
      action.run();
    }
  }

  /// All that one request holds, the newest first.
  static final class Holdings extends AtomicReference<@Nullable Held> {

    private static final long serialVersionUID = 1L;

    Held add(Runnable giveBack) {
      Held held = new Held(this, giveBack);
      do {
        held.earlier = get();
      } while (!compareAndSet(held.earlier, held));
      return held;
    }

    /// What is closed in the order of blocks is let go at once; the rest goes with the request.
    private void forget(Held held) {
      compareAndSet(held, held.earlier);
    }

    void giveBackAll(Consumer<Throwable> faults) {
      for (Held held = getAndSet(null); held != null; held = held.earlier) {
        try {
          held.giveBack();
        } catch (Throwable failure) {
          faults.accept(failure);
        }
      }
    }
  }
}

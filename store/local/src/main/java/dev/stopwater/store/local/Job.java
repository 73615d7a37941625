package dev.stopwater.store.local;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/// What the writer thread is asked to do. It answers each job once.
sealed interface Job {

  /// Refuses the job, with a sentence that says why.
  void fail(StoreException why);

  /// A change, to be made durable together with others.
  record Write(Change change, CompletableFuture<Outcome> answer) implements Job {

    Write(Change change) {
      this(change, new CompletableFuture<>());
    }

    @Override
    public void fail(StoreException why) {
      answer.completeExceptionally(why);
    }

    Outcome await() throws InterruptedException, StoreException {
      try {
        return answer.get();
      } catch (ExecutionException failed) {
        throw retold(failed);
      }
    }
  }

  /// Something that needs the file between two commits.
  record Errand<T>(Work<T> work, CompletableFuture<T> answer) implements Job {

    Errand(Work<T> work) {
      this(work, new CompletableFuture<>());
    }

    void run(Database database) {
      try {
        answer.complete(work.on(database));
      } catch (StoreException | RuntimeException | Error failed) {
        answer.completeExceptionally(failed);
      }
    }

    @Override
    public void fail(StoreException why) {
      answer.completeExceptionally(why);
    }

    /// Waits without heed to interrupts, which stay set.
    T await() throws StoreException {
      boolean interrupted = false;
      try {
        while (true) {
          try {
            return answer.get();
          } catch (InterruptedException later) {
            interrupted = true;
          } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException ours) {
              throw ours;
            }
            throw retold(failed);
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /// Runs on the writer thread.
  interface Work<T> {
    T on(Database database) throws StoreException;
  }

  /// The same failure with this thread's stack: many writers may share one.
  private static StoreException retold(ExecutionException failed) {
    Throwable cause = failed.getCause() == null ? failed : failed.getCause();
    return new StoreException(String.valueOf(cause.getMessage()), cause);
  }
}

package dev.stopwater.live;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.Work;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/// The wait of a server's thread for the one that does the work. Nothing here reaches the latter,
/// so the server may wait without a limit, and the work can be proved leaked all the same.
final class Attendance {

  private final Work work;
  private final CompletableFuture<Attended> outcome = new CompletableFuture<>();

  private record Deadline(CompletableFuture<Attended> outcome) implements Answerer {
    @Override
    public void timedOut(LedgerEntry request, boolean begun) {
      outcome.complete(new Attended.TimedOut(begun));
    }

    /// Not called: whoever works claims the answer.
    @Override
    public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
  }

  Attendance(Work work) {
    this.work = work;
  }

  Attended through(LiveProfiles live, RequestFacts facts) throws InterruptedException {
    CompletableFuture<Attended> told = outcome;
    LedgerEntry entry = live.begin(facts, new Deadline(told), this::work);
    try {
      return told.get();
    } catch (InterruptedException stopped) {
      entry.clientGone(stopped);
      throw stopped;
    } catch (ExecutionException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private void work(LedgerEntry entry) {
    CompletableFuture<Attended> told = outcome;
    Held lost = entry.hold(() -> told.complete(new Attended.Leaked()));
    entry.onEnd(() -> told.complete(new Attended.Stopped()));
    Attended end = end(entry);
    if (entry.claimAnswer()) {
      told.complete(end);
      lost.close();
    }
  }

  private Attended end(LedgerEntry entry) {
    try {
      work.run(entry);
      return new Attended.Done();
    } catch (Throwable failure) {
      return new Attended.Failed(failure);
    }
  }
}

package dev.stopwater.live;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerEntry;
import dev.stopwater.lifecycle.RequestFacts;
import org.jspecify.annotations.Nullable;

/// Something that is done on somebody else's thread while the ledger looks on. The calling thread
/// only.
final class Watched {

  private final String name;
  private final Runnable work;
  private boolean begun;
  private @Nullable Throwable escaped;

  Watched(String name, Runnable work) {
    this.name = name;
    this.work = work;
  }

  /// Nothing that the ledger does keeps the work from being done, once.
  void on(Ledger ledger) {
    try {
      ledger.watchHere(facts(name), this::run);
    } catch (IllegalStateException closed) {
      if (!begun) {
        work.run();
      }
    }
    if (escaped instanceof RuntimeException failure) {
      throw failure;
    } else if (escaped instanceof Error error) {
      throw error;
    }
  }

  private void run(LedgerEntry entry) {
    begun = true;
    entry.identify(name, "", "");
    try {
      work.run();
    } catch (Throwable failure) {
      escaped = failure;
    }
  }

  static RequestFacts facts(String name) {
    return new RequestFacts("", name, "", "", "");
  }
}

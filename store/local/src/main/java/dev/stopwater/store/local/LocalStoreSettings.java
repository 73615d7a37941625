package dev.stopwater.store.local;

import java.nio.file.Path;
import java.util.concurrent.ThreadFactory;

/// How a [LocalStore] is opened.
///
/// @param directory where it lives; made, for its owner alone, if it does not exist
/// @param threads makes the one thread that writes; a platform thread, since files hold their
///   carrier
/// @param history how many of the last writes are kept at least; up to twice as many, and never
///   more than 1,024 more, may lie on disk
/// @param batch how many writes share one commit at most
/// @param waiting how many writes may wait for the thread before the next writer is made to wait
public record LocalStoreSettings(
    Path directory, ThreadFactory threads, int history, int batch, int waiting) {

  private static final int DEFAULT_HISTORY = 10_000;
  private static final int DEFAULT_BATCH = 256;
  private static final int DEFAULT_WAITING = 1_024;

  public LocalStoreSettings {
    if (history < 1 || batch < 1 || waiting < 1) {
      throw new IllegalArgumentException("history, batch and waiting are at least 1");
    }
  }

  public static LocalStoreSettings of(Path directory, ThreadFactory threads) {
    return new LocalStoreSettings(
        directory, threads, DEFAULT_HISTORY, DEFAULT_BATCH, DEFAULT_WAITING);
  }

  public LocalStoreSettings withHistory(int history) {
    return new LocalStoreSettings(directory, threads, history, batch, waiting);
  }

  public LocalStoreSettings withBatch(int batch) {
    return new LocalStoreSettings(directory, threads, history, batch, waiting);
  }

  public LocalStoreSettings withWaiting(int waiting) {
    return new LocalStoreSettings(directory, threads, history, batch, waiting);
  }
}

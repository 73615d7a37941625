package dev.stopwater.assembly;

import dev.stopwater.lifecycle.TaskGroup;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.store.local.LocalStore;
import java.security.GeneralSecurityException;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;

/// What a server needs whatever its flags say, begun before they are read: half of a start is the
/// first use of things, and a second processor would be idle meanwhile. Nothing depends on it: who
/// comes first makes a thing, who comes second waits for it.
///
/// Threads: a few virtual ones, which [#close()] waits for. Used by the thread that began it.
public final class Ahead implements AutoCloseable {

  private final TaskGroup group = TaskGroup.open("ahead", UnaryOperator.identity());

  private Ahead() {}

  /// Returns at once.
  public static Ahead begin() {
    Ahead ahead = new Ahead();
    ahead.quietly(Catalog::builtin);
    ahead.quietly(() -> {
      LocalStore.warmUp();
      return tls();
    });
    return ahead;
  }

  /// A failure is met again, and told, by whoever needs what has failed.
  private void quietly(Callable<?> first) {
    group.fork(() -> {
      try {
        return first.call();
      } catch (Exception | LinkageError metAgain) {
        return metAgain;
      }
    });
  }

  private static SSLContext tls() throws GeneralSecurityException {
    return SSLContext.getInstance("TLS");
  }

  @Override
  public void close() {
    group.close();
  }
}

package dev.stopwater.server;

import dev.stopwater.lifecycle.Answerer;
import dev.stopwater.lifecycle.LedgerEntry;
import org.jspecify.annotations.Nullable;

/// Nobody waits for the answer of a test's request.
final class NoAnswer implements Answerer {

  @Override
  public void timedOut(LedgerEntry request, boolean begun) {}

  @Override
  public void unanswered(LedgerEntry request, boolean begun, @Nullable Throwable failure) {}
}

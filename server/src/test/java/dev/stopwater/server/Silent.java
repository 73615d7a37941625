package dev.stopwater.server;

import dev.stopwater.lifecycle.LateOutcome;
import dev.stopwater.lifecycle.LedgerListener;
import dev.stopwater.lifecycle.RequestSnapshot;

/// Keeps what a test's ledger tells to itself.
final class Silent implements LedgerListener {

  @Override
  public void late(LateOutcome outcome) {}

  @Override
  public void leaked(RequestSnapshot request) {}

  @Override
  public void fault(String what, Throwable failure) {}
}

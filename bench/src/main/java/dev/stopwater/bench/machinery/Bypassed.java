package dev.stopwater.bench.machinery;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LiveRequest;
import java.time.Duration;

/// The life of a request that nobody keeps a ledger of.
enum Bypassed implements LiveRequest {
  NOBODY;

  @Override
  public long arrivedNanos() {
    return 0;
  }

  @Override
  public void allot(Duration allotted) {}

  @Override
  public boolean atMost(Duration most) {
    return false;
  }

  @Override
  public void longRunning(Duration allotted) {}

  @Override
  public Duration remaining() {
    return Duration.ofMinutes(1);
  }

  @Override
  public boolean timedOut() {
    return false;
  }

  @Override
  public void phase(String phase) {}

  @Override
  public void identify(String route, String user, String auditId) {}

  @Override
  public void onEnd(Runnable action) {}

  @Override
  public Held hold(Runnable giveBack) {
    throw new UnsupportedOperationException("whoever holds anything is bypassed too");
  }

  @Override
  public Bytes bytes() {
    return Bytes.UNCOUNTED;
  }

  @Override
  public boolean crowded() {
    return false;
  }
}

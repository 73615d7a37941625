package dev.stopwater.lab.handoff;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.Parking;
import java.time.Duration;

/// A request whose deadline is the filter's affair: what the handler wishes of the ledger's is not
/// heard. The handler's thread only.
record Undated(LiveRequest inner) implements LiveRequest {

  @Override
  public long arrivedNanos() {
    return inner.arrivedNanos();
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
    return inner.remaining();
  }

  @Override
  public boolean timedOut() {
    return inner.timedOut();
  }

  @Override
  public void phase(String phase) {
    inner.phase(phase);
  }

  @Override
  public void identify(String route, String user, String auditId) {
    inner.identify(route, user, auditId);
  }

  @Override
  public void onEnd(Runnable action) {
    inner.onEnd(action);
  }

  @Override
  public Held hold(Runnable giveBack) {
    return inner.hold(giveBack);
  }

  @Override
  public Parking parking() {
    return inner.parking();
  }

  @Override
  public Bytes bytes() {
    return inner.bytes();
  }

  @Override
  public boolean crowded() {
    return inner.crowded();
  }
}

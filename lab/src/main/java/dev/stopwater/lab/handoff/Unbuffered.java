package dev.stopwater.lab.handoff;

import dev.stopwater.http.Handler;
import dev.stopwater.lifecycle.RequestSnapshot;
import java.time.Duration;
import java.util.function.Consumer;

/// As kube-apiserver 1.12.4: once the time is up, nobody receives, and the handler's thread waits
/// for ever at the end of its work.
public final class Unbuffered extends TimeoutFilter {

  public Unbuffered(Duration timeout, Handler handler, Consumer<RequestSnapshot> proved) {
    super(timeout, handler, proved);
  }

  @Override
  void abandoned(Channel results) {}
}

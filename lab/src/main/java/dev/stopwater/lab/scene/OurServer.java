package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lab.night.ChildServer;
import dev.stopwater.lab.night.NightSettings;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/// A server of ours for one scene, in a process of its own.
public final class OurServer implements AutoCloseable {

  private static final Duration GRACE = Duration.ofSeconds(5);

  private final Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
  private final ChildServer child;

  private OurServer(Path directory, Duration timeout) throws IOException {
    NightSettings settings = NightSettings.full(0).sized(1, 1, timeout);
    this.child = ChildServer.start(HandOver.OURS, settings, directory, threads, sample -> {});
  }

  /// @param timeout of its requests
  public static OurServer start(Path directory, Duration timeout) throws IOException {
    return new OurServer(directory, timeout);
  }

  public Target target() throws IOException, InterruptedException {
    return child.awaitReady();
  }

  public long pid() {
    return child.pid();
  }

  @Override
  public void close() {
    child.close();
    threads.close();
  }
}

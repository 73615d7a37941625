package dev.stopwater.lab.night;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lifecycle.Threads;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// The platform of the incident: each second its timer begins some pulls of all pods in full,
/// whether or not the last ones have come back; a pull that fails is tried again at once, for ever.
final class PullingPlatform implements Platform {

  private static final int PROCESSES = 6; // each with its own connection
  private static final int PATIENCE_FACTOR = 3;
  private static final Duration TICK = Duration.ofSeconds(1);
  private static final Duration BREATH = Duration.ofMillis(20);
  private static final Duration GRACE = Duration.ofSeconds(5);

  private final NightSettings settings;
  private final List<ApiClient> processes;
  private final Outcomes outcomes = new Outcomes();
  private final AtomicInteger pulling = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
  private final ThreadFactory pullers = threads.virtual("puller");
  private volatile boolean stopped;

  PullingPlatform(Target target, NightSettings settings) {
    this.settings = settings;
    this.processes =
        IntStream.range(0, PROCESSES)
            .mapToObj(i -> new ApiClient(target, "admin-platform", patience(settings)))
            .toList();
  }

  private static Duration patience(NightSettings settings) {
    return settings.timeout().multipliedBy(PATIENCE_FACTOR);
  }

  @Override
  public void begin() {
    tick();
    threads.every("platform-timer", TICK, this::tick);
  }

  private void tick() {
    for (int i = 0; i < settings.panels() && pulling.get() < settings.pullers() && !done(); i++) {
      ApiClient process = processes.get(begun.getAndIncrement() % PROCESSES);
      pulling.incrementAndGet();
      pullers.newThread(() -> pull(process)).start();
    }
  }

  private void pull(ApiClient process) {
    try {
      boolean served = false;
      while (!served && !stopped && outcomes.mayBegin(settings.requests())) {
        served =
            outcomes.await(
                process.begin("/api/v1/pods", HttpResponse.BodyHandlers.discarding()),
                patience(settings));
        Waiting.forA(BREATH);
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } finally {
      pulling.decrementAndGet();
    }
  }

  @Override
  public boolean done() {
    return outcomes.sent() >= settings.requests();
  }

  @Override
  public Tally tally() {
    return outcomes.tally();
  }

  @Override
  public void stop() {
    stopped = true;
    threads.close();
    processes.forEach(ApiClient::close);
  }
}

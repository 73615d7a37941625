package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.night.Latencies;
import dev.stopwater.lab.night.Memory;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// Plays scenes against one server, ours or any other, and looks from outside: at its metrics, its
/// process, and at what another client feels. One thread.
public final class Stage {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofMillis(100);
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final int LOOKS_A_LINE = 10;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int ROUNDS_OF_CHANGES = 3;

  private final Scene scene;
  private final Target target;
  private final SceneSettings settings;
  private final Consumer<String> progress;
  private final AtomicReference<Latencies> latencies = new AtomicReference<>(new Latencies());
  private long mostHeld;
  private long residentMost;

  private Stage(Scene scene, Target target, SceneSettings settings, Consumer<String> progress) {
    this.scene = scene;
    this.target = target;
    this.settings = settings;
    this.progress = progress;
  }

  /// Plays one; takes its objects away again.
  ///
  /// @param progress is told lines for people
  public static SceneVerdict play(
      Scene scene, Target target, SceneSettings settings, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new Stage(scene, target, settings, progress).play();
  }

  private SceneVerdict play() throws IOException, InterruptedException {
    progress.accept("20 MB of ConfigMaps are made at " + target.url());
    try (Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
        ApiClient client = new ApiClient(target, "stopwater-lab", PATIENCE);
        ApiClient other = new ApiClient(target, "stopwater-lab-other", PATIENCE);
        Objects objects = Objects.make(client);
        Crowd crowd = new Crowd(target, settings.clients())) {
      threads.every("other-client", PROBE, () -> probe(other));
      Threads.Sleep.SYSTEM.sleep(CALM);
      Latencies before = latencies.getAndSet(new Latencies());
      long resident = resident();
      residentMost = resident;
      Gauges gauges = new Gauges(client, scene);
      Look look = looking(gauges, gauges.held(), crowd);
      progress.accept(settings.clients() + " clients come");
      long begun = System.nanoTime();
      come(crowd, client);
      long came = System.nanoTime();
      look.now();
      if (scene == Scene.STALLED_WATCH) {
        change(objects, look);
      }
      long left = awaitRelease(look, came);
      return new SceneVerdict(
          scene,
          settings.clients(),
          mostHeld,
          left,
          seconds(begun, came),
          seconds(came, System.nanoTime()),
          crowd.answers(),
          resident,
          residentMost,
          before.summary(),
          latencies.get().summary());
    }
  }

  private static double seconds(long from, long to) {
    return (to - from) / 1e9;
  }

  private long resident() {
    return settings.pid() > 0 ? Memory.resident(settings.pid()) : -1;
  }

  private void probe(ApiClient other) throws InterruptedException {
    Latencies now = latencies.get();
    long begun = System.nanoTime();
    try {
      int status = other.send("GET", Objects.SMALL, "").statusCode();
      now.add(System.nanoTime() - begun, status == 200);
    } catch (IOException failed) {
      now.add(System.nanoTime() - begun, false);
    }
  }

  private void come(Crowd crowd, ApiClient client) throws IOException {
    switch (scene) {
      case SLOW_READER -> crowd.ask("GET", Objects.OURS, "\r\n");
      case PAUSED_CLIENT ->
          crowd.ask(
              "POST",
              Objects.ALL,
              "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"apiVersion\":");
      case STALLED_WATCH -> crowd.ask("GET", Objects.OURS + "&watch=true", "\r\n");
      case BURST -> crowd.getAtOnce(client, Objects.OURS);
    }
  }

  private void change(Objects objects, Look look) throws IOException, InterruptedException {
    for (int i = 0; i < ROUNDS_OF_CHANGES; i++) {
      objects.change((char) ('a' + i));
      look.now();
    }
  }

  /// Looks until the server holds no more than before, or the limit is over.
  private long awaitRelease(Look look, long came) throws IOException, InterruptedException {
    for (int looks = 0; ; looks++) {
      Threads.Sleep.SYSTEM.sleep(LOOK); // what came last is taken up by then
      long held = look.now();
      double waited = seconds(came, System.nanoTime());
      if (held == 0 || waited > settings.limit().toNanos() / 1e9) {
        return held;
      }
      if (looks % LOOKS_A_LINE == 0) {
        progress.accept(String.format(Locale.ROOT, "%3.0f s: %d are held", waited, held));
      }
    }
  }

  /// Says how many of the clients the server holds now.
  private interface Look {
    long now() throws IOException, InterruptedException;
  }

  private Look looking(Gauges gauges, long heldBefore, Crowd crowd) {
    return () -> {
      long held = Math.clamp(held(gauges, heldBefore, crowd), 0, settings.clients());
      mostHeld = Math.max(mostHeld, held);
      residentMost = Math.max(residentMost, resident());
      return held;
    };
  }

  /// Who has sent half of a body, or reads its answer, sees for itself when it has that:
  /// kube-apiserver's gauge forgets such requests. Of the others the gauge tells, which other
  /// clients move by one or two.
  private long held(Gauges gauges, long heldBefore, Crowd crowd)
      throws IOException, InterruptedException {
    return switch (scene) {
      case PAUSED_CLIENT -> crowd.withoutAWord();
      case BURST -> crowd.unanswered();
      case SLOW_READER, STALLED_WATCH -> gauges.held() - heldBefore;
    };
  }
}

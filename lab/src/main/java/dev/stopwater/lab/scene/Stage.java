package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.night.Latencies;
import dev.stopwater.lab.night.Memory;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/// Plays scenes against one server, ours or any other, and looks from outside: at its metrics, its
/// process, and at what another client feels. One thread.
public final class Stage {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofMillis(100);
  private static final Duration CALM = Duration.ofSeconds(3);
  private static final Duration LOOK = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int ROUNDS_OF_CHANGES = 3;

  private final Target target;
  private final SceneSettings settings;
  private final List<RawClient> clients = new ArrayList<>();
  private final List<CompletableFuture<?>> asked = new ArrayList<>();
  private final AtomicReference<Latencies> latencies = new AtomicReference<>(new Latencies());
  private final List<RawClient> waiting = new ArrayList<>();
  private long mostHeld;
  private long residentMost;

  private Stage(Target target, SceneSettings settings) {
    this.target = target;
    this.settings = settings;
  }

  /// Plays one; takes its objects away again.
  public static SceneVerdict play(Scene scene, Target target, SceneSettings settings)
      throws IOException, InterruptedException {
    return new Stage(target, settings).play(scene);
  }

  private SceneVerdict play(Scene scene) throws IOException, InterruptedException {
    try (Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
        ApiClient client = new ApiClient(target, "stopwater-lab", PATIENCE);
        ApiClient other = new ApiClient(target, "stopwater-lab-other", PATIENCE);
        Objects objects = Objects.make(client)) {
      threads.every("other-client", PROBE, () -> probe(other));
      Threads.Sleep.SYSTEM.sleep(CALM);
      Latencies before = latencies.getAndSet(new Latencies());
      long resident = resident();
      residentMost = resident;
      Gauges gauges = new Gauges(client, scene);
      long heldBefore = gauges.held();
      long begun = System.nanoTime();
      begin(scene, client, objects, () -> look(scene, gauges, heldBefore));
      long left = awaitRelease(scene, gauges, heldBefore, begun);
      double seconds = (System.nanoTime() - begun) / 1e9;
      return new SceneVerdict(
          scene,
          settings.clients(),
          mostHeld,
          left,
          seconds,
          resident,
          residentMost,
          before.summary(),
          latencies.get().summary());
    } finally {
      clients.forEach(RawClient::close);
    }
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

  private void begin(Scene scene, ApiClient client, Objects objects, Look look)
      throws IOException, InterruptedException {
    switch (scene) {
      case SLOW_READER -> connect(head("GET", Objects.OURS) + "\r\n");
      case PAUSED_CLIENT ->
          connect(
              head("POST", Objects.ALL)
                  + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"apiVersion\":");
      case STALLED_WATCH -> {
        connect(head("GET", Objects.OURS + "&watch=true") + "\r\n");
        look.now();
        for (int i = 0; i < ROUNDS_OF_CHANGES; i++) {
          objects.change((char) ('a' + i));
          look.now();
        }
      }
      case BURST -> {
        for (int i = 0; i < settings.clients(); i++) {
          asked.add(client.begin(Objects.OURS, HttpResponse.BodyHandlers.discarding()));
        }
      }
    }
  }

  private void connect(String says) throws IOException {
    for (int i = 0; i < settings.clients(); i++) {
      RawClient client = RawClient.to(target);
      clients.add(client);
      waiting.add(client);
      client.say(says);
    }
  }

  private String head(String method, String path) {
    String token =
        target.token().isEmpty() ? "" : "Authorization: Bearer " + target.token() + "\r\n";
    return method + " " + path + " HTTP/1.1\r\nHost: lab\r\nUser-Agent: stopwater-lab\r\n" + token;
  }

  /// Looks until the server holds no more than before, or the limit is over.
  private long awaitRelease(Scene scene, Gauges gauges, long heldBefore, long begun)
      throws IOException, InterruptedException {
    while (true) {
      long held = look(scene, gauges, heldBefore);
      boolean answered = asked.stream().allMatch(CompletableFuture::isDone);
      if ((held <= 0 && answered) || System.nanoTime() - begun > settings.limit().toNanos()) {
        return held;
      }
      Threads.Sleep.SYSTEM.sleep(LOOK);
    }
  }

  /// Who has sent half of a body sees for itself when it is answered: kube-apiserver's gauge
  /// forgets such requests.
  private long stillWaiting() {
    waiting.removeIf(RawClient::answered);
    return waiting.size();
  }

  private interface Look {
    long now() throws IOException, InterruptedException;
  }

  private long look(Scene scene, Gauges gauges, long heldBefore)
      throws IOException, InterruptedException {
    long held = scene == Scene.PAUSED_CLIENT ? stillWaiting() : gauges.held() - heldBefore;
    mostHeld = Math.max(mostHeld, held);
    residentMost = Math.max(residentMost, resident());
    return held;
  }
}

package dev.stopwater.lab.night;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lab.link.Link;
import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// One night: a server is filled, a platform begins on it over a good link, the link becomes bad,
/// and in the morning good again; then all that is left is counted. One thread.
public final class Night {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration STEP = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration AFTER = Duration.ofSeconds(2);

  private final NightSettings settings;
  private final Consumer<String> progress;
  private final List<Moment> moments = new ArrayList<>();
  private final AtomicReference<Sample.Threads> latest =
      new AtomicReference<>(new Sample.Threads(0, 0, 0, 0, 0));
  private long begun;

  private Night(NightSettings settings, Consumer<String> progress) {
    this.settings = settings;
    this.progress = progress;
  }

  /// The platform of the incident on a server with some hand-off.
  ///
  /// @param directory for the server's files
  /// @param progress is told lines for people
  public static NightRecord pulling(
      HandOver handOver, NightSettings settings, Path directory, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new Night(settings, progress)
        .run(
            handOver.word(),
            handOver.whose(),
            handOver,
            directory,
            target -> new PullingPlatform(target, settings));
  }

  /// The same platform written properly, on our server, for as long as the other took.
  public static NightRecord listening(
      NightSettings settings, Duration lasting, Path directory, Consumer<String> progress)
      throws IOException, InterruptedException {
    return new Night(settings, progress)
        .run(
            "proper",
            "Stopwater, and a platform that lists once and watches",
            HandOver.OURS,
            directory,
            target -> new ListeningPlatform(target, settings, lasting));
  }

  private interface Making {
    Platform of(Target target);
  }

  private NightRecord run(
      String name, String title, HandOver handOver, Path directory, Making platformMaking)
      throws IOException, InterruptedException {
    try (Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
        ChildServer server =
            ChildServer.start(handOver, settings, directory, threads, latest::set)) {
      Target target = server.awaitReady();
      long listBytes = fill(name, target);
      long heapBefore = server.heap();
      try (Link link =
              Link.to(target.address(), settings.seed(), settings.good(), System::nanoTime);
          Neighbours others = new Neighbours(target, settings.pods(), settings.seed());
          Platform platform = platformMaking.of(target.through(link.address()))) {
        begun = System.nanoTime();
        others.begin();
        platform.begin();
        watch(name, platform, others, () -> seconds() >= settings.evening().toMillis() / 1e3);
        double fell = seconds();
        link.weather(settings.bad());
        watch(name, platform, others, () -> platform.done() || seconds() > longest());
        double morning = seconds();
        link.weather(settings.good());
        platform.stop();
        watch(name, platform, others, () -> seconds() > morning + AFTER.toSeconds());
        others.stop();
        Census census = server.census();
        progress.accept(
            "%-10s morning: %,d threads left of %,d requests that timed out"
                .formatted(name, census.threads(), census.timedOut()));
        return new NightRecord(
            name,
            title,
            moments,
            platform.tally(),
            others.reads().summary(),
            others.writes().summary(),
            census,
            LogLines.read(server.log()),
            listBytes,
            heapBefore,
            fell,
            morning,
            link.carried(),
            Bell.of(moments, settings.timeout()));
      }
    }
  }

  private long fill(String name, Target target) throws IOException, InterruptedException {
    progress.accept("%-10s %,d pods are created".formatted(name, settings.pods()));
    try (ApiClient client = new ApiClient(target, "lab", PATIENCE)) {
      Pods.fill(client, settings.pods());
      return Pods.listBytes(client);
    }
  }

  private double seconds() {
    return (System.nanoTime() - begun) / 1e9;
  }

  private double longest() {
    return settings.longest().toMillis() / 1e3;
  }

  private interface Done {
    boolean yet();
  }

  private void watch(String name, Platform platform, Neighbours others, Done done)
      throws InterruptedException {
    while (!done.yet()) {
      Waiting.forA(STEP);
      Moment now = moment(platform.tally(), others);
      moments.add(now);
      if (moments.size() % 4 == 0) {
        progress.accept(line(name, now));
      }
    }
  }

  private Moment moment(Platform.Tally tally, Neighbours others) {
    Sample.Threads now = latest.get();
    return new Moment(
        seconds(),
        now.threads(),
        now.leftBehind(),
        now.timedOut(),
        now.heap(),
        now.resident(),
        tally.sent(),
        Math.max(others.reads().worstSinceAsked(), others.writes().worstSinceAsked()));
  }

  private static String line(String name, Moment now) {
    return "%-10s %4.0f s  %,7d requests  %,7d timed out  %,7d threads  %,5d MB heap  others %,.0f ms"
        .formatted(
            name,
            now.seconds(),
            now.sent(),
            now.timedOut(),
            now.threads(),
            now.heapBytes() >> 20,
            now.worstMillis());
  }
}

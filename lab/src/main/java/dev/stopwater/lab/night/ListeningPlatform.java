package dev.stopwater.lab.night;

import dev.stopwater.lab.client.ApiClient;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Iterator;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// The same platform as it should be: one list in pages, one watch from there on, and a pause after
/// each failure that doubles, with some chance in it. All panels read from what it has.
final class ListeningPlatform implements Platform {

  private static final int PAGE = 500;
  private static final int SMALLEST_PAGE = 25;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final int MOST_DOUBLINGS = 6;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int PATIENCE_FACTOR = 3;

  private final NightSettings settings;
  private final long end;
  private final ApiClient client;
  private final Outcomes outcomes = new Outcomes();
  private final Threads threads = new Threads(Threads.Sleep.SYSTEM, (thread, failure) -> {}, GRACE);
  private final Random random;
  private final AtomicLong events = new AtomicLong();
  private String revision = ""; // of the one thread that listens
  private int page = PAGE; // the same
  private int failures; // the same

  ListeningPlatform(Target target, NightSettings settings, Duration lasting) {
    this.settings = settings;
    this.end = System.nanoTime() + lasting.toNanos();
    this.client = new ApiClient(target, "admin-platform", patience());
    this.random = new Random(settings.seed());
  }

  private Duration patience() {
    return settings.timeout().multipliedBy(PATIENCE_FACTOR);
  }

  @Override
  public void begin() {
    threads.loop("platform", this::turn);
  }

  private void turn() throws InterruptedException {
    try {
      if (revision.isEmpty()) {
        list();
      } else {
        watch();
      }
      failures = 0;
    } catch (IOException e) {
      double most = PAUSE.toMillis() * Math.pow(2, Math.min(failures++, MOST_DOUBLINGS));
      page = Math.max(SMALLEST_PAGE, page / 2);
      Waiting.forA(Duration.ofMillis((long) (most * (0.5 + random.nextDouble() / 2))));
    }
  }

  private void list() throws IOException, InterruptedException {
    String next = "";
    String seen = "";
    do {
      MapValue metadata = page(next).mapOrEmpty("metadata");
      next = metadata.text("continue", "");
      seen = metadata.text("resourceVersion", "");
    } while (!next.isEmpty());
    revision = seen;
  }

  private MapValue page(String next) throws IOException, InterruptedException {
    String path =
        "/api/v1/pods?limit="
            + page
            + (next.isEmpty()
                ? ""
                : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8));
    outcomes.mayBegin(Long.MAX_VALUE);
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.begin(path, HttpResponse.BodyHandlers.ofByteArray());
    if (!outcomes.await(answer, patience())) {
      throw new IOException("a page did not come");
    }
    return tree(answer.join().body());
  }

  private static MapValue tree(byte[] json) throws IOException {
    try {
      if (Json.parse(json) instanceof MapValue map) {
        return map;
      }
    } catch (DecodeException e) {
      throw new IOException(e);
    }
    throw new IOException("not an object");
  }

  /// Until the watch ends; that it ends is no failure if it told something.
  private void watch() throws IOException, InterruptedException {
    String path = "/api/v1/pods?watch=true&allowWatchBookmarks=true&resourceVersion=" + revision;
    outcomes.mayBegin(Long.MAX_VALUE);
    try (Stream<String> lines =
        client.begin(path, HttpResponse.BodyHandlers.ofLines()).get().body()) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        MapValue event = tree(each.next().getBytes(StandardCharsets.UTF_8));
        if (event.text("type", "").equals("ERROR")) {
          revision = "";
          return;
        }
        events.incrementAndGet();
        revision = event.mapOrEmpty("object").mapOrEmpty("metadata").text("resourceVersion", "");
      }
    } catch (ExecutionException | java.io.UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  /// How many changes it has been told.
  long events() {
    return events.get();
  }

  @Override
  public boolean done() {
    return System.nanoTime() - end >= 0;
  }

  @Override
  public Tally tally() {
    return outcomes.tally();
  }

  @Override
  public void stop() {
    client.close();
    threads.close();
  }
}

package dev.stopwater.watchcache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.select.Attributes;
import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real threads write, watch, list and close at the same time; afterwards the store's own history
/// says what each of them should have seen.
class WatchStressTest extends CacheTest {

  private static final int WRITERS = 4;
  private static final int WATCHERS = 24;
  private static final int WRITES = 1_200; // of each writer
  private static final String[] COLORS = {"red", "blue"};

  @Override
  WatchCacheSettings settings() {
    return new WatchCacheSettings(
        10_000, 1 << 26, 100, 1 << 20); // many are too slow, and come back
  }

  /// What one client saw, and from where.
  private record Seen(WatchRequest request, long start, List<String> events, long progress) {}

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  @Timeout(300)
  void everyWatchSeesEveryLaterEventOfItsChoiceExactlyOnce(long seed) throws Exception {
    System.out.println("seed " + seed);
    caches.start();
    List<Future<?>> writers = new ArrayList<>();
    List<Future<Seen>> watches = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        Random random = new Random(seed * 100 + i);
        writers.add(threads.submit(writing(random)));
      }
      for (int i = 0; i < WATCHERS; i++) {
        Random random = new Random(seed * 1000 + i);
        watches.add(threads.submit(() -> watching(random)));
      }
      for (Future<?> writer : writers) {
        writer.get();
      }
      Pods.create(store, "end/end", "end"); // tells every watch that all was written
    }
    List<StoreEvent> history = store.history(1, Integer.MAX_VALUE);
    for (Future<Seen> watch : watches) {
      sawWhatHappened(watch.get(), history);
    }
    assertThat(cache.watchers()).isZero();
  }

  private Callable<Void> writing(Random random) {
    return () -> {
      for (int i = 0; i < WRITES; i++) {
        String key = "ns" + random.nextInt(3) + "/" + random.nextInt(6);
        byte[] value = COLORS[random.nextInt(2)].getBytes(StandardCharsets.UTF_8);
        Item present = cache.find(key);
        Change change =
            present == null
                ? Change.create(Pods.PREFIX + key, value)
                : random.nextInt(3) == 0
                    ? Change.delete(Pods.PREFIX + key, present.revision())
                    : Change.replace(Pods.PREFIX + key, present.revision(), value);
        Outcome outcome = store.write(change); // may be outrun by another writer
        if (outcome instanceof Outcome.Committed(long revision)) {
          assertThat(cache.snapshot().revision()).isGreaterThanOrEqualTo(revision);
        }
      }
      return null;
    };
  }

  private Seen watching(Random random) throws Exception {
    long from = random.nextInt(WRITERS * WRITES / 2);
    caches.awaitRevision(from, Duration.ofMinutes(1));
    WatchRequest request =
        random.nextBoolean()
            ? WatchRequest.fromPresent(true)
            : WatchRequest.after(Math.max(1, from - 100));
    request = random.nextBoolean() ? request.selecting(WatchStressTest::redOrEnd) : request;
    Client client = new Client(request);
    WatchRequest next = request;
    while (!client.sawTheEnd) {
      try (Watcher watcher = cache.watch(next)) {
        client.follow(watcher);
      }
      next = WatchRequest.after(client.last).selecting(request.selection()); // if it was too slow
    }
    return new Seen(request, client.start, client.events, client.last);
  }

  private final class Client {

    private final WatchRequest request;
    private final TreeMap<String, String> initial = new TreeMap<>();
    private final List<String> events = new ArrayList<>();
    private long start;
    private long last;
    private boolean sawTheEnd;

    Client(WatchRequest request) {
      this.request = request;
      this.start = request.start() instanceof WatchRequest.Start.After(long after) ? after : 0;
    }

    void follow(Watcher watcher) throws Exception {
      while (!sawTheEnd && watcher.end() == null) {
        switch (watcher.next(Duration.ofMinutes(1))) {
          case WatchEvent.InitialEventsEnd end -> {
            start = end.revision();
            isTheStateAt(start, request, initial);
            sawTheEnd = initial.containsKey("end/end");
          }
          case WatchEvent.Changed event when start == 0 ->
              initial.put(key(event.attributes()), text(event));
          case WatchEvent.Changed event -> {
            events.add(event.type() + " " + text(event));
            sawTheEnd = event.attributes().name().equals("end");
          }
          case null -> assertThat(watcher.end()).isEqualTo(Watcher.End.TOO_SLOW);
        }
        last = Math.max(start, watcher.progress());
      }
    }
  }

  private void isTheStateAt(long revision, WatchRequest request, TreeMap<String, String> state)
      throws ExpiredException {
    TreeMap<String, String> expected = new TreeMap<>();
    cache
        .snapshotAt(revision)
        .items("", "")
        .forEachRemaining(item -> {
          if (request.selection().test(item.attributes())) {
            expected.put(
                item.key(), item.key() + " " + new String(item.json(), StandardCharsets.UTF_8));
          }
        });
    assertThat(state).isEqualTo(expected);
  }

  private static boolean redOrEnd(Attributes object) {
    return Pods.red(object) || object.name().equals("end");
  }

  private static String key(Attributes object) {
    return object.namespace() + "/" + object.name();
  }

  private static String text(WatchEvent.Changed event) {
    return key(event.attributes()) + " " + new String(event.json(), StandardCharsets.UTF_8);
  }

  private void sawWhatHappened(Seen seen, List<StoreEvent> history) {
    List<String> expected = new ArrayList<>();
    for (StoreEvent event : history) {
      String told = event.revision() <= seen.start() ? "" : told(event, seen.request());
      if (!told.isEmpty()) {
        expected.add(told);
      }
    }
    assertThat(seen.events()).isEqualTo(expected);
    assertThat(seen.progress()).isEqualTo(history.getLast().revision());
  }

  /// The naive rule, on the store's own words.
  private String told(StoreEvent event, WatchRequest request) {
    String key = event.key().substring(Pods.PREFIX.length());
    String was = color(event.previous(), key, request);
    String is = color(event.entry(), key, request);
    if (is.isEmpty() && was.isEmpty()) {
      return "";
    }
    String type = is.isEmpty() ? "DELETED" : was.isEmpty() ? "ADDED" : "MODIFIED";
    return type + " " + key + " " + event.revision() + ":" + (is.isEmpty() ? was : is);
  }

  private String color(Entry entry, String key, WatchRequest request) {
    if (entry == null || !request.selection().test(pods.decode(key, entry).attributes())) {
      return "";
    }
    return new String(entry.value(), StandardCharsets.UTF_8);
  }
}

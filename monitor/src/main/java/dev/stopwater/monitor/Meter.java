package dev.stopwater.monitor;

import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Sighting;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Reads this process and its ledger. Stops no thread, but for [#places] of what is not overdue.
/// One thread; leaks are told on any.
public final class Meter {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int MOST_LOOKS = 200;

  private final Ledger ledger;
  private final IntSupplier watchers;
  private final Instant began;
  private final Lost lost = new Lost();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final List<MemoryPoolMXBean> heap =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .toList();

  /// @param watchers how many watches are open
  /// @param began when the server was started
  public Meter(Ledger ledger, IntSupplier watchers, Instant began) {
    this.ledger = ledger;
    this.watchers = watchers;
    this.began = began;
  }

  Instant began() {
    return began;
  }

  /// To be told of each leak that is proven; must be, for alarms to name it.
  public void leaked(RequestSnapshot request) {
    lost.add(request);
  }

  /// @param shares whether to count by route and user, which visits each request
  Sample read(Instant now, boolean shares) {
    return new Sample(
        now, began, memory(), requests(), threads.getThreadCount(), shares ? shares() : List.of());
  }

  private Sample.Memory memory() {
    Runtime vm = Runtime.getRuntime();
    return new Sample.Memory(vm.totalMemory() - vm.freeMemory(), lives(), resident());
  }

  /// A part that was never collected counts as nothing: the old generation of G1 and of the Serial
  /// collector, until it is nearly full.
  private long lives() {
    long sum = 0;
    for (MemoryPoolMXBean pool : heap) {
      MemoryUsage collected = pool.getCollectionUsage();
      sum += collected == null ? 0 : collected.getUsed();
    }
    return sum;
  }

  private static long resident() {
    try {
      for (String line : Files.readAllLines(STATUS)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D+", "")) * 1024;
        }
      }
    } catch (IOException notHere) {
      return 0;
    }
    return 0;
  }

  private Sample.Requests requests() {
    return new Sample.Requests(
        ledger.live(), watchers.getAsInt(), ledger.overdue(), ledger.leaked(), ledger.bytesHeld());
  }

  List<Share> shares() {
    Tally tally = new Tally();
    ledger.entries().forEach(tally::add);
    lost.places().forEach(tally::addLost);
    return tally.greatest();
  }

  /// Where the requests are that have outlived their deadline, by what was seen of them then.
  Map<Place, Long> outlived() {
    Map<Place, Long> places = lost.places();
    for (RequestSnapshot each : ledger.entries()) {
      if (each.overdue()) {
        places.merge(Place.of(each), 1L, Long::sum);
      }
    }
    return places;
  }

  /// Where the requests of a route are. Stops some of their threads for microseconds.
  Map<Place, Long> places(String route) {
    Map<Place, Long> places = new HashMap<>();
    AtomicInteger looks = new AtomicInteger();
    ledger.forEachHandler((entry, thread) -> {
      RequestSnapshot request = entry.snapshot();
      if (Place.route(request).equals(route) && looks.getAndIncrement() < MOST_LOOKS) {
        Place place = Place.of(request);
        List<StackTraceElement> stack = Sighting.of(thread, Place.DEEPEST).stack();
        places.merge(new Place(place.route(), place.user(), place.client(), stack), 1L, Long::sum);
      }
    });
    return places;
  }
}

package dev.stopwater.watchcache;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The recent writes of one cache, oldest first, in a ring that is bounded by number and by weight.
/// Each remembers the whole state after it, so the window answers for every revision since its
/// floor. Not safe for threads: the cache's lock guards it.
final class Window {

  private static final Event[] NONE = {};

  private final int mostEvents;
  private final long mostBytes;
  private @Nullable Event[] ring = new @Nullable Event[16];
  private int oldest;
  private int size;
  private long bytes;
  private long floor;
  private Tree atFloor;

  /// @param floor every write after this revision will be given to [#add]
  /// @param atFloor the state at that revision
  Window(WatchCacheSettings settings, long floor, Tree atFloor) {
    mostEvents = settings.windowEvents();
    mostBytes = settings.windowBytes();
    this.floor = floor;
    this.atFloor = atFloor;
  }

  /// The oldest revision that this window can go on from.
  long floor() {
    return floor;
  }

  void add(Event event) {
    if (size == ring.length) {
      grow();
    }
    ring[(oldest + size) % ring.length] = event;
    size++;
    bytes += event.bytes();
    while (size > mostEvents || (bytes > mostBytes && size > 1)) {
      forgetOldest();
    }
  }

  /// The writes after a revision, oldest first.
  Event[] after(long revision) throws ExpiredException {
    int from = firstAfter(revision);
    if (from == size) {
      return NONE;
    }
    Event[] events = new Event[size - from];
    for (int i = 0; i < events.length; i++) {
      events[i] = event(from + i);
    }
    return events;
  }

  /// The state at a revision.
  Tree at(long revision) throws ExpiredException {
    int next = firstAfter(revision);
    return next == 0 ? atFloor : event(next - 1).after();
  }

  private int firstAfter(long revision) throws ExpiredException {
    if (revision < floor) {
      throw new ExpiredException(revision, floor);
    }
    int low = 0;
    int high = size;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (event(middle).revision() <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private Event event(int index) {
    Event event = ring[(oldest + index) % ring.length];
    if (event == null) {
      throw new IllegalStateException("an empty place within the window");
    }
    return event;
  }

  private void forgetOldest() {
    Event event = event(0);
    ring[oldest] = null;
    oldest = (oldest + 1) % ring.length;
    size--;
    bytes -= event.bytes();
    floor = event.revision();
    atFloor = event.after();
  }

  private void grow() {
    @Nullable Event[] larger = Arrays.copyOf(ring, ring.length * 2);
    for (int i = 0; i < size; i++) {
      larger[i] = ring[(oldest + i) % ring.length];
    }
    Arrays.fill(larger, size, larger.length, null);
    ring = larger;
    oldest = 0;
  }
}

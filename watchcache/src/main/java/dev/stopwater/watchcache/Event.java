package dev.stopwater.watchcache;

import dev.stopwater.machinery.select.Attributes;
import org.jspecify.annotations.Nullable;

/// One write in a cache, and what each watcher makes of it.
final class Event {

  private static final long OVERHEAD_BYTES = 1024; // about the path that the write copied

  private final long revision;
  private final Tree after;
  private final @Nullable Item previous;
  private final @Nullable Item present;
  private final WatchEvent.@Nullable Changed added;
  private final WatchEvent.@Nullable Changed modified;
  private final WatchEvent.@Nullable Changed deleted;

  /// @param after all items after this write
  Event(
      long revision, Tree after, @Nullable Item previous, @Nullable Item present, Decoder decoder) {
    this.revision = revision;
    this.after = after;
    this.previous = previous;
    this.present = present;
    added = present == null ? null : WatchEvent.Changed.to(WatchEvent.Type.ADDED, present);
    modified =
        present == null || previous == null
            ? null
            : WatchEvent.Changed.to(WatchEvent.Type.MODIFIED, present);
    deleted = previous == null ? null : WatchEvent.Changed.gone(previous, revision, decoder);
  }

  long revision() {
    return revision;
  }

  Tree after() {
    return after;
  }

  /// What remembering this write costs, roughly.
  long bytes() {
    return OVERHEAD_BYTES + (present == null ? 0 : present.json().length);
  }

  /// Namespace and name are the same before and after.
  Attributes object() {
    Item item = present == null ? previous : present;
    if (item == null) {
      throw new IllegalStateException("a write that neither found nor left anything");
    }
    return item.attributes();
  }

  /// The write as a client with this request sees it: an object that enters its selection is added,
  /// one that leaves it is deleted.
  ///
  /// @return null if it sees nothing
  WatchEvent.@Nullable Changed seenBy(WatchRequest request) {
    boolean was = previous != null && request.selection().test(previous.attributes());
    boolean is = present != null && request.selection().test(present.attributes());
    if (is) {
      return was ? modified : added;
    }
    return was ? deleted : null;
  }
}

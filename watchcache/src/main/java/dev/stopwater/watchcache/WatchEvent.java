package dev.stopwater.watchcache;

import dev.stopwater.machinery.select.Attributes;
import org.jspecify.annotations.Nullable;

/// What a watcher is told.
public sealed interface WatchEvent {

  /// What happened to an object in the eyes of one watcher.
  enum Type {
    ADDED,
    MODIFIED,
    DELETED
  }

  /// The client that hears of this event has seen everything of its choice up to this revision, but
  /// for initial events, which come in the order of keys and bear their objects' revisions.
  long revision();

  /// All initial events were given: the state at `revision` is complete.
  record InitialEventsEnd(long revision) implements WatchEvent {}

  /// An object came, changed or went. All watchers that see a write alike get the same instance, so
  /// what is made of it once can be used for all.
  final class Changed implements WatchEvent {

    private final Type type;
    private final long revision;
    private final Item item;
    private final @Nullable Decoder decoder; // of a gone object, whose JSON needs a new revision
    private volatile byte @Nullable [] json;

    private Changed(Type type, long revision, Item item, @Nullable Decoder decoder) {
      this.type = type;
      this.revision = revision;
      this.item = item;
      this.decoder = decoder;
      this.json = decoder == null ? item.json() : null;
    }

    static Changed to(Type type, Item item) {
      return new Changed(type, item.revision(), item, null);
    }

    static Changed gone(Item last, long revision, Decoder decoder) {
      return new Changed(Type.DELETED, revision, last, decoder);
    }

    public Type type() {
      return type;
    }

    @Override
    public long revision() {
      return revision;
    }

    /// The object with this event's revision as its resourceVersion; of a deletion, its last state.
    /// Shared: nobody may change it.
    public byte[] json() {
      byte[] made = json;
      if (made == null && decoder != null) {
        made = decoder.withRevision(item.json(), revision); // a race makes it twice, no more
        json = made;
      }
      return made == null ? item.json() : made;
    }

    /// Of the object, or of its last state.
    public Attributes attributes() {
      return item.attributes();
    }

    int bytes() {
      return item.json().length;
    }
  }
}

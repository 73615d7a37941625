package dev.stopwater.watchcache;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.lifecycle.Parking;
import java.time.Duration;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/// One client's share of the event stream. One thread at a time reads it ([#next], [#progress]);
/// any thread may [#close] it.
///
/// A watcher goes through three phases, and the reader's own thread pays for the first two:
///
/// - *initial*: it walks a snapshot, which holds up nobody however long that takes;
/// - *backlog*: it reads copies of the window's writes, until less than a mailbox full is left;
/// - *attached*: the cache, which never waits, puts what concerns it into a bounded mailbox.
///
/// A reader that lets its mailbox fill, or whose place has left the window before it caught up, is
/// cut off, since one slow reader must not hold back the rest: it learns that it was
/// [End#TOO_SLOW], after what it was still owed, and lists again.
public final class Watcher implements AutoCloseable {

  /// Why there will be no more events.
  public enum End {
    /// It did not read fast enough.
    TOO_SLOW,
    /// It was closed by whoever opened it.
    CLOSED,
    /// The caches were closed: the server stops.
    STOPPED,
    /// The cache met an object that it cannot decode, and serves no more; or the watcher's own
    /// selection threw.
    FAILED
  }

  private static final Event[] NONE = {};

  private final WatchCache cache;
  private final WatchRequest request;
  private final long start; // writes up to this one are not told
  private final Mailbox mailbox;

  // The reader's own.
  private @Nullable Iterator<Item> initial;
  private boolean announceEnd;
  private Event[] backlog = NONE;
  private int read; // of the backlog
  private boolean attached;
  private long position; // everything up to it was told

  Watcher(
      WatchCache cache,
      WatchRequest request,
      WatchCacheSettings settings,
      long start,
      @Nullable Iterator<Item> initial,
      Bytes held,
      Parking parking) {
    this.cache = cache;
    this.request = request;
    this.start = start;
    this.initial = initial;
    this.announceEnd =
        request.start() instanceof WatchRequest.Start.Present present && present.announceEnd();
    this.position = start;
    this.mailbox = new Mailbox(settings, held, parking);
  }

  /// The next event, waiting for it no longer than `wait` (zero or less: not at all).
  ///
  /// @return null if there was none in time, or there will be none: then [#end] says why
  public @Nullable WatchEvent next(Duration wait) throws InterruptedException {
    WatchEvent early = fromInitial();
    if (early != null) {
      return early;
    }
    WatchEvent.Changed event = fromBacklog();
    if (event == null) {
      event = mailbox.take(wait);
    }
    if (event != null) {
      position = event.revision();
    }
    return event;
  }

  /// Why there will be no more events; null as long as there may be some.
  public @Nullable End end() {
    return mailbox.ended();
  }

  /// Whether initial events are still to come.
  public boolean starting() {
    return initial != null;
  }

  /// A revision up to which [#next] has given every event: what a bookmark may say now. Grows while
  /// other objects are written. 0 while initial events are still to come.
  public long progress() {
    if (initial != null) {
      return 0;
    }
    long published = cache.published(); // before the look into the mailbox
    if (attached && read == backlog.length && mailbox.isIdle()) {
      position = Math.max(position, published);
    }
    return position;
  }

  /// Ends the stream and forgets what was not read. A reader that waits returns.
  @Override
  public void close() {
    cache.close(this);
  }

  private @Nullable WatchEvent fromInitial() {
    if (initial == null) {
      return null;
    }
    while (initial.hasNext() && mailbox.ended() == null) {
      Item item = initial.next();
      if (request.covers(item.attributes()) && request.selection().test(item.attributes())) {
        return WatchEvent.Changed.to(WatchEvent.Type.ADDED, item);
      }
    }
    initial = null;
    return announceEnd && mailbox.ended() == null ? new WatchEvent.InitialEventsEnd(start) : null;
  }

  private WatchEvent.@Nullable Changed fromBacklog() {
    while (mailbox.ended() == null) {
      while (read < backlog.length) {
        Event event = backlog[read];
        read++;
        position = event.revision();
        WatchEvent.Changed seen = request.covers(event.object()) ? event.seenBy(request) : null;
        if (seen != null) {
          return seen;
        }
      }
      if (attached) {
        backlog = NONE;
        read = 0;
        return null;
      }
      cache.catchUp(this);
    }
    return null;
  }

  WatchRequest request() {
    return request;
  }

  /// Where it stands; called by the reader through the cache.
  long position() {
    return position;
  }

  /// Takes writes to read; from then on it is `attached`, or comes again. On the reader's thread,
  /// under the cache's lock.
  void resume(Event[] writes, boolean caughtUp) {
    backlog = writes;
    read = 0;
    attached = caughtUp;
  }

  /// Under the cache's lock; does not wait.
  ///
  /// @return false if this watcher takes no more
  boolean publish(Event event) {
    if (event.revision() <= start) {
      return true;
    }
    try {
      WatchEvent.Changed seen = event.seenBy(request);
      return seen == null || mailbox.post(seen);
    } catch (RuntimeException e) { // its selection's, which must not hurt the others
      mailbox.end(End.FAILED);
      return false;
    }
  }

  void end(End reason) {
    mailbox.end(reason);
  }
}

package dev.stopwater.server.stream;

import dev.stopwater.http.Reply;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.server.errors.StatusObject;
import dev.stopwater.server.representation.Answers;
import dev.stopwater.server.representation.Representation;
import dev.stopwater.server.representation.Representation.As;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.verb.Target;
import dev.stopwater.telemetry.WatchMetrics.Series;
import dev.stopwater.watchcache.WatchEvent;
import dev.stopwater.watchcache.Watcher;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// One watch on the wire: a line of JSON for each event, headers at once, a flush when no further
/// event waits. Runs on the request's thread.
public final class WatchStream {

  private static final Map<String, byte[]> BEGINNINGS = new ConcurrentHashMap<>(); // of frames
  private static final byte[] END = {'}', '\n'};
  private static final String BOOKMARK_END = "k8s.io/initial-events-end";
  private static final Duration BEFORE_END = Duration.ofSeconds(2);

  /// How long watches last.
  ///
  /// @param minimum a watch without a wish lasts once to twice this
  /// @param longest no watch lasts longer
  /// @param bookmarks about how often a bookmark is sent
  /// @param farewell what a watch may take beyond its time to end its answer
  /// @param clock what tells the time
  public record Limits(
      Duration minimum,
      Duration longest,
      Duration bookmarks,
      Duration farewell,
      InstantSource clock) {}

  private final Answers answers;
  private final RequestContext request;
  private final Target target;
  private final Representation form;
  private final Limits limits;
  private final Reply reply;
  private boolean first = true;
  private @Nullable Series counted;

  private WatchStream(
      Answers answers, RequestContext request, Target target, Representation form, Limits limits) {
    this.answers = answers;
    this.request = request;
    this.target = target;
    this.form = form;
    this.limits = limits;
    this.reply = request.exchange().reply();
  }

  /// @throws StatusException 406
  public static WatchStream negotiate(
      Answers answers, RequestContext request, Target target, Limits limits) {
    Representation form = answers.negotiateStream(request);
    return new WatchStream(answers, request, target, form, limits);
  }

  /// Sends events until the time is over, the watcher ends or the client goes.
  ///
  /// @param series counts what is sent
  /// @param begun runs once the initial events are sent, if there are any: until then the request
  ///   has no more time than any other
  public void send(Watcher watcher, Duration most, boolean bookmarks, Series series, Runnable begun)
      throws IOException, InterruptedException {
    request.phase("initial events");
    counted = series;
    begin();
    if (watcher.starting()) {
      sendInitial(watcher);
      series.listed();
    }
    reply.flush();
    request.initialised();
    begun.run();
    request.phase("watch");
    Instant end = limits.clock().instant().plus(most);
    Instant bookmark = bookmarks ? nextBookmark(end) : end;
    while (true) {
      Instant now = limits.clock().instant();
      if (!now.isBefore(end)) {
        break;
      }
      if (bookmarks && !now.isBefore(bookmark)) {
        bookmark(watcher.progress(), false);
        reply.flush();
        bookmark = nextBookmark(end);
      }
      Instant until = bookmark.isBefore(end) ? bookmark : end;
      WatchEvent event = watcher.next(Duration.between(now, until));
      if (event == null && watcher.end() != null) {
        break;
      }
      if (event != null && form.as() == As.PARTIAL_LIST) {
        break; // an event is no list, and it is too late to say so
      }
      if (event != null) {
        write(event);
      }
      drain(watcher);
    }
    reply.end();
  }

  /// A list of events is no list, which is noticed too late to say so: it gets none.
  private void sendInitial(Watcher watcher) throws IOException, InterruptedException {
    while (watcher.starting() && form.as() != As.PARTIAL_LIST) {
      WatchEvent event = watcher.next(Duration.ZERO);
      if (event == null) {
        break;
      }
      write(event);
    }
  }

  /// Sends what is there.
  private void drain(Watcher watcher) throws IOException, InterruptedException {
    WatchEvent event = watcher.next(Duration.ZERO);
    while (event != null) {
      write(event);
      event = watcher.next(Duration.ZERO);
    }
    reply.flush();
  }

  private Instant nextBookmark(Instant end) {
    Instant now = limits.clock().instant();
    Instant regular = now.plus(limits.bookmarks());
    Instant last = end.minus(BEFORE_END);
    return last.isAfter(now) && last.isBefore(regular) ? last : regular;
  }

  /// An error after authorization: 200, one event, the end.
  public void refuse(StatusException problem) throws IOException {
    begin();
    frame("ERROR", JsonWriter.encode(StatusObject.failure(problem)));
    reply.end();
  }

  private void begin() throws IOException {
    reply.status(200);
    reply.header("Content-Type", "application/json");
    reply.flush();
  }

  private void write(WatchEvent event) throws IOException {
    switch (event) {
      case WatchEvent.Changed changed -> frame(changed.type().name(), changed(changed.json()));
      case WatchEvent.InitialEventsEnd done -> bookmark(done.revision(), true);
    }
  }

  private byte[] changed(byte[] json) {
    if (form.plainJson() && answers.forms().stored(target)) {
      return json;
    }
    MapValue object = answers.forms().served(target, (MapValue) Json.parse(json));
    return transformed(object);
  }

  private byte[] transformed(MapValue object) {
    boolean columns = first;
    first = false;
    return JsonWriter.encode(answers.forms().event(request, target, form, object, columns));
  }

  private void bookmark(long revision, boolean initialEnd) throws IOException {
    MapValue metadata = MapValue.of("resourceVersion", Long.toString(revision));
    if (initialEnd) {
      metadata.put("annotations", MapValue.of(BOOKMARK_END, "true"));
    }
    MapValue object =
        MapValue.of(
            "kind",
            target.definition().kind(),
            "apiVersion",
            target.definition().apiVersion(),
            "metadata",
            metadata);
    MapValue shown = answers.forms().shown(target, object);
    frame("BOOKMARK", form.plainJson() ? JsonWriter.encode(shown) : transformed(shown));
  }

  /// @param object ends with a newline, which the frame's end takes the place of
  private void frame(String type, byte[] object) throws IOException {
    reply.write(BEGINNINGS.computeIfAbsent(type, WatchStream::beginning));
    int length = object.length;
    while (length > 0 && object[length - 1] == '\n') {
      length--;
    }
    reply.write(object, 0, length);
    reply.write(END);
    if (counted != null) {
      counted.sent(length);
    }
  }

  private static byte[] beginning(String type) {
    return ("{\"type\":\"" + type + "\",\"object\":").getBytes(StandardCharsets.UTF_8);
  }
}

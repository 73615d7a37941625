package dev.stopwater.http.engine;

import dev.stopwater.lifecycle.LiveRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The one place that touches Jetty's response, and that completes it, once.
///
/// Jetty reuses what is behind a response as soon as that is complete, so nobody may touch it
/// afterwards. Who may is a state of its own, moved by compare-and-set; nobody ever waits for it:
///
/// ```
/// FREE ──► TOUCHED ──► FREE          the handler sets headers, starts a write
///            │ cut by another thread
///            ▼
///        TOUCHED_CUT ──► DONE        the handler leaves, and cuts in the other's place
/// FREE ──► DONE                      completed, or cut
/// ```
final class Wire {

  private enum Hold {
    FREE,
    TOUCHED,
    TOUCHED_CUT,
    DONE
  }

  /// What a write that waits for its client holds: the engine's buffers of encrypted bytes.
  private static final int SLOW = 32 * 1024;

  /// A write is slow after so many nanoseconds; before, others may only be ahead of it.
  private static final long SOON = 100_000_000;

  private final Request request;
  private final Response response;
  private final Callback callback;
  private final AtomicReference<Hold> hold = new AtomicReference<>(Hold.FREE);
  private final @Nullable Lookout lookout;
  private volatile @Nullable Throwable cause; // of the cut

  /// @param lookout ends with the reply
  Wire(Request request, Response response, Callback callback, @Nullable Lookout lookout) {
    this.lookout = lookout;
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /// Sets status and headers; by the handler's thread, before its first write.
  void head(int status, ReplyHeaders headers) throws IOException {
    enter();
    try {
      response.setStatus(status);
      headers.copyTo(response.getHeaders());
    } finally {
      leave();
    }
  }

  /// Writes, and waits until the bytes are taken; by the handler's thread.
  ///
  /// @param last whether these bytes are the last
  /// @param live is told of what the engine holds while the client does not take the bytes
  /// @throws StalledException nothing was taken for `patience` nanoseconds
  void write(boolean last, ByteBuffer bytes, long patience, LiveRequest live) throws IOException {
    PendingWrite pending = new PendingWrite();
    enter();
    try {
      response.write(last, bytes, pending);
    } catch (RuntimeException e) {
      throw new IOException(e);
    } finally {
      leave();
    }
    if (!pending.done()) {
      await(pending, patience, live);
    }
    Throwable failure = pending.failure();
    if (failure != null) {
      throw failure instanceof IOException io ? io : new IOException(failure);
    }
  }

  private static void await(PendingWrite pending, long patience, LiveRequest live)
      throws IOException {
    long soon = Math.min(SOON, patience);
    try {
      if (!pending.await(live.parking(), soon)) {
        live.bytes().take(SLOW);
        if (!pending.await(live.parking(), patience - soon)) {
          throw new StalledException();
        }
        live.bytes().give(SLOW);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the client was slow to read");
    }
  }

  /// Completes a reply whose last bytes are taken.
  void complete() {
    if (hold.compareAndSet(Hold.FREE, Hold.DONE)) {
      succeed();
    }
  }

  /// Answers in the place of a handler that has not begun to; does not wait for the client.
  ///
  /// @param headers what the handler had set; only those of the road are kept
  void answerInstead(PlainAnswer answer, ReplyHeaders headers) {
    if (!hold.compareAndSet(Hold.FREE, Hold.DONE)) {
      return;
    }
    try {
      HttpFields.Mutable fields = response.getHeaders();
      headers.copyKeptTo(fields);
      answer.writeTo(response, Callback.from(this::succeed, callback::failed));
    } catch (RuntimeException e) {
      Cut.apply(request, callback, e);
    }
  }

  /// Takes the stream, or the connection of an HTTP/1.1 client, from under the reply. Does nothing
  /// if that is complete.
  void cut(Throwable why) {
    cause = why;
    if (hold.compareAndSet(Hold.FREE, Hold.DONE)) {
      Cut.apply(request, callback, why);
    } else {
      hold.compareAndSet(Hold.TOUCHED, Hold.TOUCHED_CUT);
    }
  }

  boolean done() {
    return hold.get() == Hold.DONE;
  }

  private void succeed() {
    Lookout mine = lookout;
    if (mine != null && mine.end()) {
      Cut.apply(request, callback, new EOFException("the client spoke before its turn"));
      return;
    }
    Cut.rest(request);
    callback.succeeded();
  }

  private void enter() throws IOException {
    if (!hold.compareAndSet(Hold.FREE, Hold.TOUCHED)) {
      throw new EOFException("the reply has ended");
    }
  }

  private void leave() {
    if (!hold.compareAndSet(Hold.TOUCHED, Hold.FREE)) {
      hold.set(Hold.DONE);
      Cut.apply(request, callback, Objects.requireNonNull(cause));
    }
  }
}

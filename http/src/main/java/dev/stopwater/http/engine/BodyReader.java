package dev.stopwater.http.engine;

import dev.stopwater.http.BodyTooLargeException;
import dev.stopwater.lifecycle.Bytes;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// Reads a request's body; blocks the handler's thread while the client sends nothing, until the
/// deadline interrupts it.
final class BodyReader {

  private static final int FIRST = 16 * 1024;

  private final Request request;
  private final Bytes held;
  private final Semaphore arrived = new Semaphore(0);
  private byte[] bytes = {};
  private int size;

  /// @param held is told how much room the body takes; it is the request's until that ends
  BodyReader(Request request, Bytes held) {
    this.request = request;
    this.held = held;
  }

  byte[] read(int most) throws IOException {
    long announced = request.getLength();
    if (announced > most) {
      throw new BodyTooLargeException(most);
    }
    // What a client announces it may never send: no more room than a little ahead of what came.
    int first = (int) Math.min(announced < 0 ? FIRST : announced, 4 * FIRST);
    held.take(first);
    bytes = new byte[first];
    while (true) {
      Content.Chunk chunk = next();
      try {
        take(chunk, most, announced);
        if (chunk.isLast()) {
          return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
        }
      } finally {
        chunk.release();
      }
    }
  }

  private void take(Content.Chunk chunk, int most, long announced) throws IOException {
    if (Content.Chunk.isFailure(chunk)) {
      throw new IOException("the client broke off its body", chunk.getFailure());
    }
    int length = chunk.remaining();
    if (length > most - size) {
      throw new BodyTooLargeException(most);
    }
    if (length > bytes.length - size) {
      long room = Math.max(2L * bytes.length, size + length);
      int next = (int) Math.min(room, announced < 0 ? most : announced);
      held.take(next - bytes.length);
      bytes = Arrays.copyOf(bytes, next);
    }
    chunk.getByteBuffer().get(bytes, size, length);
    size += length;
  }

  private Content.Chunk next() throws IOException {
    try {
      for (Content.Chunk chunk = request.read(); ; chunk = request.read()) {
        if (chunk != null) {
          return chunk;
        }
        request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, arrived::release));
        arrived.acquire();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the client was slow to send");
    } catch (IllegalStateException e) {
      EOFException ended = new EOFException("the exchange has ended");
      ended.initCause(e);
      throw ended;
    }
  }
}

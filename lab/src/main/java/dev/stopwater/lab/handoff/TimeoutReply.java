package dev.stopwater.lab.handoff;

import dev.stopwater.http.Reply;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;

/// The reply as the handler sees it: every call holds one lock, also while the client is slow to
/// take its bytes, and after the time is up every write fails. So did the foreign filters. Used by
/// the handler's thread and the filter's.
final class TimeoutReply implements Reply {

  /// The time was up before this write.
  static final class LateException extends IOException {
    private static final long serialVersionUID = 1L;

    LateException() {
      super("http: Handler timeout");
    }
  }

  private static final int PIECE = 16 * 1024;

  private volatile Reply inner;
  private final ReentrantLock lock = new ReentrantLock(true); // Go's lock is fair to who waits long
  private boolean timedOut; // guarded by lock

  TimeoutReply(Reply inner) {
    this.inner = inner;
  }

  /// What is done to the reply under the lock.
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /// Takes the reply from the handler; waits for a write that is under way.
  ///
  /// @return whether the handler had begun to answer
  boolean timeOut() {
    lock.lock();
    try {
      timedOut = true;
      return inner.committed();
    } finally {
      lock.unlock();
    }
  }

  /// Lets go of the reply, which is over.
  void forget() {
    inner = Over.REPLY;
  }

  private void locked(Step step) throws IOException {
    lock.lock();
    try {
      if (timedOut) {
        throw new LateException();
      }
      step.run();
    } finally {
      lock.unlock();
    }
  }

  private void quietly(Runnable step) {
    lock.lock();
    try {
      if (!timedOut) {
        step.run();
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void status(int code) {
    quietly(() -> inner.status(code));
  }

  @Override
  public int status() {
    return inner.status();
  }

  @Override
  public void header(String name, String value) {
    quietly(() -> inner.header(name, value));
  }

  @Override
  public void addHeader(String name, String value) {
    quietly(() -> inner.addHeader(name, value));
  }

  @Override
  public void compressible() {
    quietly(inner::compressible);
  }

  @Override
  public boolean committed() {
    return inner.committed();
  }

  @Override
  public long written() {
    return inner.written();
  }

  @Override
  public void send(byte[] body) throws IOException {
    locked(() -> inner.send(body));
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    for (int at = offset; at < offset + length; at += PIECE) {
      int from = at;
      int count = Math.min(PIECE, offset + length - at);
      locked(() -> piece(bytes, from, count));
    }
  }

  // Sent at once, as Go's server sends frames, so that the lock is free between them.
  private void piece(byte[] bytes, int offset, int length) throws IOException {
    inner.write(bytes, offset, length);
    if (length == PIECE) {
      inner.flush();
    }
  }

  @Override
  public void flush() throws IOException {
    locked(inner::flush);
  }

  @Override
  public void end() throws IOException {
    locked(inner::end);
  }
}

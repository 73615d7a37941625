package dev.stopwater.live.servlet;

import dev.stopwater.lifecycle.HandlerTimeoutException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/// A response that can be taken from the thread that writes it: what that one does afterwards has
/// no effect, and writes fail. One lock, under which each call is done, keeps the two apart.
final class GuardedResponse extends HttpServletResponseWrapper {

  /// Who holds the lock for longer waits for the client, and so has begun to answer.
  private static final long PATIENCE_MILLIS = 200;

  private final ReentrantLock lock = new ReentrantLock();
  private volatile boolean taken;

  GuardedResponse(HttpServletResponse response) {
    super(response);
  }

  /// Takes the response from its writer.
  ///
  /// @return whether nothing of it was sent, so that another can be
  boolean take() {
    boolean alone = false;
    try {
      alone = lock.tryLock(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    taken = true;
    if (!alone) {
      return false;
    }
    lock.unlock();
    return !isCommitted();
  }

  interface Writing {
    void run() throws IOException;
  }

  /// @throws HandlerTimeoutException the response was taken
  void writing(Writing action) throws IOException {
    asking(() -> {
      action.run();
      return true;
    });
  }

  private void changing(Runnable action) {
    lock.lock();
    try {
      if (!taken) {
        action.run();
      }
    } finally {
      lock.unlock();
    }
  }

  private interface Asking<T> {
    T answer() throws IOException;
  }

  private <T> T asking(Asking<T> question) throws IOException {
    lock.lock();
    try {
      if (taken) {
        throw new HandlerTimeoutException();
      }
      return question.answer();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    return new GuardedStream(asking(super::getOutputStream), this);
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    return new PrintWriter(new GuardedWriter(asking(super::getWriter), this));
  }

  @Override
  public void flushBuffer() throws IOException {
    writing(super::flushBuffer);
  }

  @Override
  public void sendError(int status, String text) throws IOException {
    writing(() -> super.sendError(status, text));
  }

  @Override
  public void sendError(int status) throws IOException {
    writing(() -> super.sendError(status));
  }

  @Override
  public void sendRedirect(String location) throws IOException {
    writing(() -> super.sendRedirect(location));
  }

  @Override
  public void sendRedirect(String location, int status, boolean clear) throws IOException {
    writing(() -> super.sendRedirect(location, status, clear));
  }

  @Override
  public void reset() {
    changing(super::reset);
  }

  @Override
  public void resetBuffer() {
    changing(super::resetBuffer);
  }

  @Override
  public void setStatus(int status) {
    changing(() -> super.setStatus(status));
  }

  @Override
  public void setHeader(String name, String value) {
    changing(() -> super.setHeader(name, value));
  }

  @Override
  public void addHeader(String name, String value) {
    changing(() -> super.addHeader(name, value));
  }

  @Override
  public void setDateHeader(String name, long value) {
    changing(() -> super.setDateHeader(name, value));
  }

  @Override
  public void addDateHeader(String name, long value) {
    changing(() -> super.addDateHeader(name, value));
  }

  @Override
  public void setIntHeader(String name, int value) {
    changing(() -> super.setIntHeader(name, value));
  }

  @Override
  public void addIntHeader(String name, int value) {
    changing(() -> super.addIntHeader(name, value));
  }

  @Override
  public void addCookie(Cookie cookie) {
    changing(() -> super.addCookie(cookie));
  }

  @Override
  public void setContentType(String type) {
    changing(() -> super.setContentType(type));
  }

  @Override
  public void setCharacterEncoding(Charset encoding) {
    changing(() -> super.setCharacterEncoding(encoding));
  }

  @Override
  @SuppressWarnings("PreferCharsetOverload") // both must be guarded
  public void setCharacterEncoding(String encoding) {
    changing(() -> super.setCharacterEncoding(encoding));
  }

  @Override
  public void setContentLength(int length) {
    changing(() -> super.setContentLength(length));
  }

  @Override
  public void setContentLengthLong(long length) {
    changing(() -> super.setContentLengthLong(length));
  }

  @Override
  public void setBufferSize(int size) {
    changing(() -> super.setBufferSize(size));
  }

  @Override
  public void setLocale(Locale locale) {
    changing(() -> super.setLocale(locale));
  }
}

package dev.stopwater.http.engine;

import java.util.concurrent.atomic.AtomicLong;

/// What all clients together have sent of requests that are not whole: headers, since a request is
/// whole as soon as they are. One client may send a megabyte of them, and strangers are many. Any
/// thread.
final class Unfinished {

  /// What a client may always send: more than ordinary headers have.
  private static final long MODEST = 16 * 1024;

  private final AtomicLong bytes = new AtomicLong();
  private final long most;

  Unfinished(long most) {
    this.most = most;
  }

  /// Some bytes came, or were turned into a request if negative.
  void add(long more) {
    bytes.addAndGet(more);
  }

  /// Whether a client must go that has sent so much.
  boolean tooMuch(long ofOne) {
    return ofOne > MODEST && bytes.get() > most;
  }

  long bytes() {
    return bytes.get();
  }
}

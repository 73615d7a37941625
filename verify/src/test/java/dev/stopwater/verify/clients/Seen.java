package dev.stopwater.verify.clients;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a client's own thread saw, in order, for a test that waits for it.
final class Seen {

  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  void note(String what, String name) {
    events.add(what + " " + name);
  }

  /// @return the next event, or `nothing` if none comes within 30 seconds
  String next() throws InterruptedException {
    String event = events.poll(30, TimeUnit.SECONDS);
    return event == null ? "nothing" : event;
  }
}

package dev.stopwater.lab.link;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/// The two sockets of one connection, and its pipes. A side that ends its half ends that half
/// towards the other side, and may go on reading; when both halves have ended, so has the
/// connection. Any thread.
final class LinkedPair {

  private final Socket client;
  private final Socket server;
  private final Consumer<LinkedPair> ended;
  private final AtomicInteger halves = new AtomicInteger(2);
  private volatile List<Pipe> pipes = List.of();

  LinkedPair(Socket client, Socket server, Consumer<LinkedPair> ended) {
    this.client = client;
    this.server = server;
    this.ended = ended;
  }

  void join(Pipe up, Pipe down, ThreadFactory threads) {
    pipes = List.of(up, down);
    for (Pipe each : pipes) {
      threads.newThread(() -> each.read(this)).start();
      threads.newThread(() -> each.write(this)).start();
    }
  }

  long held() {
    return pipes.stream().mapToLong(Pipe::held).sum();
  }

  /// One direction has come to its proper end.
  void halfEnded() {
    if (halves.decrementAndGet() == 0) {
      close(false);
    }
  }

  void reset() {
    close(true);
  }

  private void close(boolean reset) {
    ended.accept(this);
    for (Socket each : List.of(client, server)) {
      try (each) {
        if (reset) {
          each.setSoLinger(true, 0);
        }
      } catch (IOException alreadyClosed) {
        // it is what was wanted
      }
    }
    pipes.forEach(Pipe::stop);
  }
}

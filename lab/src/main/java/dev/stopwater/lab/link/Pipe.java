package dev.stopwater.lab.link;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// One direction of one connection: a thread reads pieces of bytes and says when each is due, a
/// second one writes them when they are. The queue between the two is what is under way on the
/// link, and bounded.
final class Pipe {

  /// Of the socket towards the server, so that little hides in the machine's buffers.
  static final int SOCKET_BYTES = 64 * 1024;

  private static final int PIECE_BYTES = 8 * 1024;
  private static final int MOST_PIECES = 1024;
  private static final double LEAST_UNDER_WAY = 128 * 1024;
  private static final double MOST_UNDER_WAY = 4 << 20;
  private static final long LOOK_NANOS = 1_000_000;
  private static final long OFFER_SECONDS = 1;

  /// What all pipes of a link share.
  record Conditions(Supplier<Weather> weather, Gate gate, LongSupplier nanos, LongAdder carried) {}

  @SuppressWarnings("ArrayRecordComponent") // handed over
  private record Due(byte[] bytes, long atNanos, boolean reset) {
    /// Whether the sender has ended its half.
    boolean end() {
      return bytes.length == 0;
    }
  }

  private static final byte[] END = {};

  private final Socket from;
  private final Socket to;
  private final Lane lane;
  private final Fate fate;
  private final Conditions conditions;
  private final BlockingQueue<Due> underWay = new ArrayBlockingQueue<>(MOST_PIECES);
  private final AtomicLong held = new AtomicLong();
  private volatile boolean stopped;

  Pipe(Socket from, Socket to, Lane lane, Fate fate, Conditions conditions) {
    this.from = from;
    this.to = to;
    this.lane = lane;
    this.fate = fate;
    this.conditions = conditions;
  }

  long held() {
    return held.get();
  }

  void stop() {
    stopped = true;
  }

  /// Until the sender ends its half; on a thread of its own.
  void read(LinkedPair pair) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[PIECE_BYTES];
      for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        awaitRoom();
        held.addAndGet(length);
        conditions.carried().add(length);
        put(due(Arrays.copyOf(buffer, length)));
      }
      put(new Due(END, conditions.nanos().getAsLong(), false));
    } catch (IOException | InterruptedException gone) {
      pair.reset();
    }
  }

  /// What is under way on a link is what it carries in the time that it takes.
  private void awaitRoom() throws InterruptedException {
    while (held.get() >= room(conditions.weather().get()) && !stopped) {
      LockSupport.parkNanos(this, LOOK_NANOS);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
    }
  }

  private static double room(Weather weather) {
    double seconds = weather.latency().plus(weather.jitter()).toNanos() / 1e9;
    return Math.clamp(weather.bytesPerSecond() * seconds, LEAST_UNDER_WAY, MOST_UNDER_WAY);
  }

  private Due due(byte[] bytes) {
    Weather now = conditions.weather().get();
    Fate.Piece piece = fate.next(now);
    long wait = piece.delayNanos() + piece.stallNanos();
    return new Due(bytes, conditions.nanos().getAsLong() + wait, piece.reset());
  }

  private void put(Due due) throws InterruptedException {
    while (!underWay.offer(due, OFFER_SECONDS, TimeUnit.SECONDS)) {
      if (stopped) {
        throw new InterruptedException();
      }
    }
  }

  /// Until the end has passed; on a thread of its own.
  void write(LinkedPair pair) {
    try {
      OutputStream out = to.getOutputStream();
      while (!stopped) {
        Due due = underWay.poll(OFFER_SECONDS, TimeUnit.SECONDS);
        if (due == null) {
          continue;
        }
        await(due);
        if (due.reset()) {
          pair.reset();
          return;
        }
        if (due.end()) {
          to.shutdownOutput();
          pair.halfEnded();
          return;
        }
        out.write(due.bytes());
        held.addAndGet(-due.bytes().length);
      }
    } catch (IOException | InterruptedException gone) {
      pair.reset();
    }
  }

  private void await(Due due) throws InterruptedException {
    long bandwidth =
        due.end()
            ? 0
            : lane.reserve(due.bytes().length, conditions.weather().get().bytesPerSecond());
    long until = Math.max(due.atNanos(), conditions.nanos().getAsLong() + bandwidth);
    long left = until - conditions.nanos().getAsLong();
    while (left > 0 && !stopped) {
      LockSupport.parkNanos(this, left);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      left = until - conditions.nanos().getAsLong();
    }
    conditions.gate().pass();
  }
}

package dev.stopwater.lab.link;

import dev.stopwater.lifecycle.Threads;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// A TCP proxy on loopback whose weather can be changed at any moment: what passes is not looked
/// at, so TLS passes too. Each connection has two pipes, one for each direction, each with a thread
/// that reads and one that writes, and a bounded queue between them; a client that does not read is
/// felt by the server through it, as on a real link. Any thread.
public final class Link implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final int CONNECT_MILLIS = 10_000;

  private final ServerSocket listening;
  private final InetSocketAddress target;
  private final long seed;
  private final LongSupplier nanos;
  private final Threads threads;
  private final ThreadFactory pipes;
  private final Lane up;
  private final Lane down;
  private final Gate gate = new Gate();
  private final Set<LinkedPair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong connections = new AtomicLong();
  private final LongAdder carried = new LongAdder();
  private volatile Weather weather;
  private volatile boolean closed;

  private Link(InetSocketAddress target, long seed, Weather weather, LongSupplier nanos)
      throws IOException {
    this.target = target;
    this.seed = seed;
    this.weather = weather;
    this.nanos = nanos;
    this.up = new Lane(nanos);
    this.down = new Lane(nanos);
    this.threads = new Threads(Threads.Sleep.SYSTEM, this::fault, GRACE);
    this.pipes = threads.virtual("link-pipe");
    this.listening = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /// Opens a link to a server.
  ///
  /// @param nanos a clock that never goes back
  public static Link to(InetSocketAddress target, long seed, Weather weather, LongSupplier nanos)
      throws IOException {
    Link link = new Link(target, seed, weather, nanos);
    link.threads.loop("link-accept", link::accept);
    return link;
  }

  /// Where clients connect.
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.getLocalSocketAddress();
  }

  /// Changes the weather for all that comes from now on.
  public void weather(Weather now) {
    weather = now;
  }

  /// Lets nothing pass any more, in both directions, until [#flow()].
  public void stall() {
    gate.shut();
  }

  public void flow() {
    gate.open();
  }

  /// How many connections there are now.
  public int connections() {
    return pairs.size();
  }

  /// How many there have been.
  public long accepted() {
    return connections.get();
  }

  /// How many bytes have been taken from clients and servers together.
  public long carried() {
    return carried.sum();
  }

  /// How many bytes have come in and not gone out yet.
  public long held() {
    return pairs.stream().mapToLong(LinkedPair::held).sum();
  }

  /// Resets every connection: neither side gets a proper end.
  public void resetAll() {
    pairs.forEach(LinkedPair::reset);
  }

  private void accept() throws InterruptedException {
    Socket client;
    try {
      client = listening.accept();
    } catch (IOException e) {
      if (closed) {
        throw new InterruptedException();
      }
      return;
    }
    long number = connections.getAndIncrement();
    pipes.newThread(() -> connect(client, number)).start();
  }

  private void connect(Socket client, long number) {
    Socket server = new Socket();
    LinkedPair pair = new LinkedPair(client, server, pairs::remove);
    pairs.add(pair);
    try {
      server.setReceiveBufferSize(Pipe.SOCKET_BYTES);
      server.connect(target, CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      Pipe.Conditions conditions = new Pipe.Conditions(() -> weather, gate, nanos, carried);
      pair.join(
          new Pipe(client, server, up, new Fate(seed, number, false), conditions),
          new Pipe(server, client, down, new Fate(seed, number, true), conditions),
          pipes);
    } catch (IOException | IllegalStateException nobodyThere) {
      pair.reset();
    }
    if (closed) {
      pair.reset();
    }
  }

  private void fault(String thread, Throwable failure) {
    if (!closed) {
      throw new IllegalStateException("in " + thread, failure);
    }
  }

  /// Resets what is open, and joins all threads.
  @Override
  public void close() {
    closed = true;
    gate.open();
    try {
      listening.close();
    } catch (IOException e) {
      throw new IllegalStateException("the link's port did not close", e);
    } finally {
      resetAll();
      threads.close();
    }
  }
}

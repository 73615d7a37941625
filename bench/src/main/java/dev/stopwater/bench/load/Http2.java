package dev.stopwater.bench.load;

import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http2.api.Session;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.frames.GoAwayFrame;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// HTTP/2 connections to one server: two selectors and a handful of threads, however many streams.
/// Requests go to the connections in turn; what finds a connection full waits on this side. Any
/// thread.
public final class Http2 implements AutoCloseable {

  private static final int SELECTORS = 2;
  private static final int THREADS = 12;
  private static final int WINDOW = 32 << 20; // a reader that never holds the server up
  private static final int STREAM_WINDOW = 4 << 20;
  private static final int FRAME = 64 << 10;
  private static final int PATIENCE_SECONDS = 60;

  private final HTTP2Client client;
  private final List<Lane> lanes = new ArrayList<>();
  private final AtomicInteger next = new AtomicInteger();
  private volatile boolean ended;

  private Http2(HTTP2Client client) {
    this.client = client;
  }

  /// @throws IOException a connection cannot be made
  public static Http2 open(Target target, int connections)
      throws IOException, InterruptedException {
    Http2 opened = new Http2(client());
    try {
      opened.connect(target, connections);
      return opened;
    } catch (IOException | InterruptedException e) {
      opened.close();
      throw e;
    }
  }

  private static HTTP2Client client() {
    QueuedThreadPool threads = new QueuedThreadPool(THREADS);
    threads.setName("load");
    threads.setDaemon(true);
    ClientConnector connector = new ClientConnector();
    connector.setSelectors(SELECTORS);
    connector.setExecutor(threads);
    connector.setTCPNoDelay(true);
    HTTP2Client client = new HTTP2Client(connector);
    client.setInitialSessionRecvWindow(WINDOW);
    client.setInitialStreamRecvWindow(STREAM_WINDOW);
    client.setMaxFrameSize(FRAME);
    client.setInputBufferSize(FRAME);
    client.setIdleTimeout(-1);
    client.setStreamIdleTimeout(-1);
    return client;
  }

  private final class Ending implements Session.Listener {

    @Override
    public void onGoAway(Session session, GoAwayFrame farewell) {
      ended = true;
    }

    @Override
    public void onClose(Session session, GoAwayFrame farewell, Callback callback) {
      ended = true;
      callback.succeeded();
    }
  }

  /// Whether a connection has ended, or takes no more requests: servers end those that are idle.
  public boolean ended() {
    return ended;
  }

  private void connect(Target target, int connections) throws IOException, InterruptedException {
    SslContextFactory.Client tls = new SslContextFactory.Client();
    tls.setSslContext(target.tls());
    try {
      client.start();
      tls.start();
      List<CompletableFuture<Session>> connecting = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        connecting.add(client.connect(tls, target.address(), new Ending()));
      }
      for (CompletableFuture<Session> each : connecting) {
        lanes.add(new Lane(each.get(PATIENCE_SECONDS, TimeUnit.SECONDS), target));
      }
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("cannot connect to " + target.url() + ": " + e.getCause(), e);
    } catch (InterruptedException | IOException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  /// Sends it as soon as its connection has room.
  public Receiver.Handle send(Ask ask, Receiver receiver) {
    int turn = Math.floorMod(next.getAndIncrement(), lanes.size());
    return lanes.get(turn).send(ask, receiver);
  }

  /// Keeps the whole answer.
  public CompletableFuture<Answer> ask(Ask ask) {
    WholeAnswer whole = new WholeAnswer();
    send(ask, whole);
    return whole.answer;
  }

  /// @throws IOException the answer is not whole, or not there within the time
  public Answer answer(Ask ask, int seconds) throws IOException, InterruptedException {
    try {
      return ask(ask).get(seconds, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(ask.method() + " " + ask.path() + " has no whole answer: " + e, e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}

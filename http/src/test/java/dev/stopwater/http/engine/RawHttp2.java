package dev.stopwater.http.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A client that says HTTP/2 as a test wants it. A thread of its own reads what the server says, so
/// that a flood is not held up by the answers to it; closing the client ends that thread.
final class RawHttp2 implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 30;
  private static final Frame END = new Frame(-1, 0, 0, new byte[0]);

  private final SSLSocket socket;
  private final Thread reader;
  private final LinkedBlockingQueue<Frame> heard = new LinkedBlockingQueue<>();
  private final List<Frame> all = new CopyOnWriteArrayList<>();

  private RawHttp2(SSLSocket socket) {
    this.socket = socket;
    this.reader = Thread.ofPlatform().daemon().name("raw-http2").start(this::listen);
  }

  /// A connection on which nothing was said yet.
  static RawHttp2 silent(Running running) throws IOException {
    SSLSocket socket = running.connect("h2");
    socket.setSoTimeout(0); // who listens has a patience of his own
    return new RawHttp2(socket);
  }

  /// A connection whose preface and settings are sent.
  static RawHttp2 to(Running running) throws IOException {
    RawHttp2 client = silent(running);
    client.say(preface());
    client.say(Frame.settings());
    return client;
  }

  static byte[] preface() {
    return "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  }

  private void listen() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      for (Frame frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
        all.add(frame);
        heard.add(frame);
      }
    } catch (IOException cut) {
      // The end, too.
    } finally {
      heard.add(END);
    }
  }

  /// Sends frames in one go.
  ///
  /// @return false if the server has closed the connection
  boolean say(Frame... frames) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Frame frame : frames) {
      frame.writeTo(bytes);
    }
    return say(bytes.toByteArray());
  }

  boolean say(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
      socket.getOutputStream().flush();
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /// The next frame that the server sends; null if it has closed the connection.
  @Nullable Frame next() throws InterruptedException {
    Frame frame = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (frame == null) {
      throw new AssertionError("the server says nothing, and does not close");
    }
    if (frame == END) {
      heard.add(END);
      return null;
    }
    return frame;
  }

  /// The next frame of a type; fails if the connection ends before.
  Frame next(int type) throws InterruptedException {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type() == type) {
        return frame;
      }
    }
    throw new AssertionError("the connection has ended, after " + all);
  }

  /// Whether the server has closed the connection.
  boolean closed() {
    return !reader.isAlive();
  }

  /// Waits for the answer to a ping.
  ///
  /// @return false if the server has closed the connection instead
  boolean answersPing(long content) throws InterruptedException {
    for (Frame frame = next(); frame != null; frame = next()) {
      if (frame.type() == Frame.PING && ByteBuffer.wrap(frame.payload()).getLong() == content) {
        return true;
      }
    }
    return false;
  }

  /// Everything that the server says, until it closes the connection.
  List<Frame> untilClosed() throws InterruptedException {
    while (next() != null) {}
    return List.copyOf(all);
  }

  @Override
  public String toString() {
    return "heard " + all;
  }

  @Override
  public void close() throws IOException, InterruptedException {
    socket.close();
    reader.join();
  }
}

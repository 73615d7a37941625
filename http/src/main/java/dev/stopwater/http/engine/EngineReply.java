package dev.stopwater.http.engine;

import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.HandlerTimeoutException;
import dev.stopwater.lifecycle.LedgerEntry;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/// A reply on its way through the ledger to the wire. The handler's thread only.
///
/// The first byte is asked for at the ledger, buffered or not: from then on a deadline cuts, where
/// before it answers. The last byte is claimed there when the client's side has taken it.
final class EngineReply implements Reply {

  /// Bytes that are sent together; arrays of half of it are sent as they are.
  private static final int BLOCK = 64 * 1024;

  /// A body of more is worth compressing.
  private static final int COMPRESS_OVER = 128 * 1024;

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();

  private final LedgerEntry entry;
  private final Wire wire;
  private final ReplyHeaders headers;
  private final Framing framing;
  private Block block;
  private @Nullable GzipBody gzip;
  private int status = 200;
  private boolean begun;
  private boolean headSent;
  private boolean ended;
  private boolean mayCompress;
  private long written;

  EngineReply(LedgerEntry entry, Wire wire, ReplyHeaders headers, Framing framing) {
    this.entry = entry;
    this.wire = wire;
    this.headers = headers;
    this.framing = framing;
    this.block = new Block(entry.bytes());
  }

  @Override
  public void status(int code) {
    if (!begun) {
      status = code;
    }
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public void header(String name, String value) {
    if (!begun) {
      headers.put(name, value);
    }
  }

  @Override
  public void addHeader(String name, String value) {
    if (!begun) {
      headers.add(name, value);
    }
  }

  @Override
  public void compressible() {
    mayCompress = !begun && framing.gzip() && !headers.has("Content-Encoding");
  }

  @Override
  public boolean committed() {
    return begun;
  }

  @Override
  public long written() {
    return written;
  }

  @Override
  public void send(byte[] body) throws IOException {
    if (begun) {
      throw new IllegalStateException("the reply has begun");
    }
    begin();
    written = body.length;
    if (mayCompress && !framing.bodiless(status) && body.length > COMPRESS_OVER) {
      startGzip().write(body, 0, body.length);
      end();
      return;
    }
    sendLength(body.length);
    transmit(true, framing.bodiless(status) ? NOTHING.duplicate() : ByteBuffer.wrap(body));
    finish();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    if (ended) {
      throw new IllegalStateException("the reply has ended");
    }
    begin();
    written += length;
    if (framing.bodiless(status)) {
      return;
    }
    if (gzip != null) {
      gzip.write(bytes, offset, length);
    } else if (mayCompress && !headSent) {
      decide(bytes, offset, length);
    } else {
      plain(bytes, offset, length);
    }
  }

  @Override
  public void flush() throws IOException {
    begin();
    if (gzip != null) {
      gzip.flush();
    } else if (block.size() > 0 || !headSent) {
      sendBlock(false);
    }
    block.clear(true);
  }

  @Override
  public void end() throws IOException {
    if (ended) {
      return;
    }
    begin();
    if (gzip != null) {
      gzip.finish();
    } else if (!headSent) {
      sendLength(written);
    }
    sendBlock(true);
    finish();
  }

  /// Lets go of what an unfinished reply holds.
  void release() {
    if (gzip != null) {
      gzip.abandon();
    }
  }

  private void begin() throws HandlerTimeoutException {
    if (begun) {
      entry.checkMayWrite();
    } else {
      entry.beginAnswer();
      begun = true;
    }
  }

  private void finish() {
    ended = true;
    if (entry.claimAnswer()) {
      wire.complete();
    }
  }

  private void sendLength(long length) {
    if (Framing.mayHaveBody(status)) {
      headers.put("Content-Length", Long.toString(length));
    }
  }

  // A body of which we do not know yet whether it is long enough to compress.
  private void decide(byte[] bytes, int offset, int length) throws IOException {
    if (block.add(bytes, offset, length, COMPRESS_OVER)) {
      return;
    }
    Block waiting = block;
    block = new Block(entry.bytes());
    GzipBody body = startGzip();
    waiting.copyTo(body);
    waiting.clear(true);
    body.write(bytes, offset, length);
  }

  private GzipBody startGzip() throws IOException {
    entry.bytes().take(GzipBody.WEIGHT);
    headers.put("Content-Encoding", "gzip");
    headers.add("Vary", "Accept-Encoding");
    GzipBody started =
        new GzipBody(
            new OutputStream() {
              @Override
              public void write(int single) throws IOException {
                write(new byte[] {(byte) single}, 0, 1);
              }

              @Override
              public void write(byte[] bytes, int offset, int length) throws IOException {
                plain(bytes, offset, length);
              }

              @Override
              public void flush() throws IOException {
                sendBlock(false);
              }
            });
    gzip = started;
    return started;
  }

  private void plain(byte[] bytes, int offset, int length) throws IOException {
    if (length < BLOCK / 2 && block.add(bytes, offset, length, BLOCK)) {
      return;
    }
    if (block.size() > 0) {
      sendBlock(false);
    }
    if (length >= BLOCK / 2 || !block.add(bytes, offset, length, BLOCK)) {
      transmit(false, ByteBuffer.wrap(bytes, offset, length));
    }
  }

  private void sendBlock(boolean last) throws IOException {
    transmit(last, block.content());
    block.clear(false);
  }

  private void transmit(boolean last, ByteBuffer bytes) throws IOException {
    try {
      if (!headSent) {
        wire.head(status, headers);
        headSent = true;
      }
      int step = framing.step();
      while (bytes.remaining() > step) {
        entry.checkMayWrite();
        wire.write(false, bytes.slice(bytes.position(), step), framing.patience(), entry);
        bytes.position(bytes.position() + step);
      }
      entry.checkMayWrite();
      wire.write(last, bytes, framing.patience(), entry);
    } catch (HandlerTimeoutException e) {
      throw e;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  // The answer was taken from us, or the client went: with a write pending only the write is told.
  private IOException refused(IOException cause) {
    if (entry.timedOut()) {
      HandlerTimeoutException late = new HandlerTimeoutException();
      late.initCause(cause);
      return late;
    }
    entry.clientGone(cause);
    wire.cut(cause);
    return cause;
  }
}

package dev.stopwater.http.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.jspecify.annotations.Nullable;

/// Looks whether an HTTP/1.1 client that waits for its answer is still there. Nobody else reads
/// from it meanwhile, so that a watch with nothing to tell would outlive its client by half an
/// hour. Only for requests without a body.
///
/// A client that sends its next request before it has this answer loses the first byte of it to us:
/// its connection ends with the answer, and it asks again, as HTTP/1.1 has it. Any thread.
final class Lookout {

  private final EndPoint client;
  private boolean over; // guarded by this
  private boolean spoke; // guarded by this

  Lookout(EndPoint client) {
    this.client = client;
  }

  /// Null where there is nothing to look for: HTTP/2 tells by itself, and a body is read by its
  /// handler.
  static @Nullable Lookout of(Request request) {
    boolean body =
        request.getHeaders().contains("Transfer-Encoding")
            || request.getHeaders().getLongField("Content-Length") > 0;
    boolean http1 = !request.getConnectionMetaData().getHttpVersion().asString().equals("HTTP/2.0");
    return http1 && !body
        ? new Lookout(request.getConnectionMetaData().getConnection().getEndPoint())
        : null;
  }

  /// @return why the client is gone; null if it is there
  @Nullable Throwable look() {
    ByteBuffer next = BufferUtil.allocate(1);
    synchronized (this) {
      if (over || spoke) {
        return null;
      }
      try {
        int read = client.fill(next);
        spoke = read > 0;
        return read < 0 ? new EOFException("the client hung up") : null;
      } catch (IOException e) {
        return e;
      }
    }
  }

  /// The answer is complete: looks no more.
  ///
  /// @return whether the client has spoken meanwhile, so that its connection is good for no more
  synchronized boolean end() {
    over = true;
    return spoke;
  }
}

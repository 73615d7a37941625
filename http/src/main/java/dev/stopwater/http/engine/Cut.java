package dev.stopwater.http.engine;

import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Stream;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// Ends a reply that cannot be completed, so that no client takes it for whole: HTTP/2 resets the
/// stream with INTERNAL_ERROR, HTTP/1.1 closes the connection.
///
/// A client that has stopped reading its socket cannot be told. The connection is closed when the
/// reset could not be sent for a while, since until then it holds what had been queued for it.
final class Cut {

  private static final long UNSENT_RESET_SECONDS = 5;

  private Cut() {}

  static void apply(Request request, Callback callback, Throwable why) {
    Connection connection = request.getConnectionMetaData().getConnection();
    try {
      if (connection instanceof HTTP2Connection http2) {
        reset(http2, request, why);
      } else {
        connection.getEndPoint().close(why);
      }
    } finally {
      callback.failed(why);
    }
  }

  private static void reset(HTTP2Connection connection, Request request, Throwable why) {
    Stream stream = stream(connection, request);
    if (stream == null || stream.isReset()) {
      return;
    }
    PendingWrite told = new PendingWrite();
    stream.reset(new ResetFrame(stream.getId(), ErrorCode.INTERNAL_ERROR.code), told);
    if (!told.done()) {
      request
          .getConnectionMetaData()
          .getConnector()
          .getScheduler()
          .schedule(
              () -> {
                if (!told.done()) {
                  connection.getEndPoint().close(why);
                }
              },
              UNSENT_RESET_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  /// Tells a client that its reply is whole, that the rest of its body is not wanted, and that
  /// nothing is wrong; Jetty would say that the request was cancelled. HTTP/1.1 has no such word.
  static void rest(Request request) {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2) {
      Stream stream = stream(http2, request);
      if (stream != null && !stream.isReset() && !stream.isRemotelyClosed()) {
        stream.reset(new ResetFrame(stream.getId(), ErrorCode.NO_ERROR.code), Callback.NOOP);
      }
    }
  }

  /// Whether the stream of an HTTP/2 request has ended, so that nobody waits for its reply.
  static boolean done(Request request) {
    if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2) {
      Stream stream = stream(http2, request);
      return stream == null
          || stream.isClosed()
          || (stream instanceof HTTP2Stream own && own.isResetOrFailed());
    }
    return false;
  }

  private static @Nullable Stream stream(HTTP2Connection connection, Request request) {
    return connection.getSession().getStream(Integer.parseInt(request.getId()));
  }
}

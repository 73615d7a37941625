package dev.stopwater.http;

import java.io.IOException;

/// The answer to one request. Headers first, then bytes; the first byte commits.
///
/// After the deadline every write throws [dev.stopwater.lifecycle.HandlerTimeoutException], and
/// headers go nowhere. Bytes are not copied where that can be avoided, so callers leave them
/// unchanged.
public interface Reply {

  void status(int code);

  int status();

  /// Replaces.
  void header(String name, String value);

  void addHeader(String name, String value);

  /// Lets the body be sent gzipped: done if the client takes gzip and more than 128 KiB are to be
  /// sent before the first flush. Before the first byte.
  default void compressible() {}

  /// Whether anything was sent, so that nothing but bytes can follow.
  boolean committed();

  /// How many bytes of the body have been handed to the engine.
  long written();

  /// Sends the status, the headers and this whole body, with its length, and ends the reply.
  void send(byte[] body) throws IOException;

  /// Adds bytes to a reply of unknown length; blocks while the client does not take them. Buffered
  /// in blocks of 64 KiB.
  void write(byte[] bytes, int offset, int length) throws IOException;

  default void write(byte[] bytes) throws IOException {
    write(bytes, 0, bytes.length);
  }

  /// Sends what is buffered, headers included.
  void flush() throws IOException;

  /// Ends the reply cleanly; the engine does so too when the handler returns.
  void end() throws IOException;
}

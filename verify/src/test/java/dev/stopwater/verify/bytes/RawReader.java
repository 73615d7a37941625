package dev.stopwater.verify.bytes;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// One HTTP/1.1 connection that reads into one buffer and keeps nothing, on the caller's thread.
final class RawReader implements AutoCloseable {

  private static final Pattern LENGTH =
      Pattern.compile("content-length: (\\d+)", Pattern.CASE_INSENSITIVE);
  private static final byte[] LAST_CHUNK = "\r\n0\r\n\r\n".getBytes(ISO_8859_1);

  private final SSLSocket socket;
  private final byte[] buffer = new byte[64 * 1024];
  private int filled;

  RawReader(SSLContext tls, int port) throws IOException {
    socket = (SSLSocket) tls.getSocketFactory().createSocket("127.0.0.1", port);
    socket.setSoTimeout(60_000);
  }

  /// Asks and reads the whole answer.
  ///
  /// @return how long the answer was with its head, in bytes
  long get(String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    filled = 0;
    int headEnd;
    do {
      more();
      headEnd = new String(buffer, 0, filled, ISO_8859_1).indexOf("\r\n\r\n");
    } while (headEnd < 0);
    String head = new String(buffer, 0, headEnd, ISO_8859_1);
    if (!head.startsWith("HTTP/1.1 200")) {
      throw new IOException(head);
    }
    Matcher length = LENGTH.matcher(head);
    return length.find()
        ? sized(headEnd + 4 + Integer.parseInt(length.group(1)))
        : chunked(headEnd + 4);
  }

  private long sized(int whole) throws IOException {
    while (filled < whole) {
      more();
    }
    return whole;
  }

  /// JSON has no line ends of its own here, so the last chunk's mark ends nothing else.
  private long chunked(int bodyStart) throws IOException {
    long read = filled;
    while (!ended(bodyStart)) {
      int kept = Math.min(filled, LAST_CHUNK.length);
      System.arraycopy(buffer, filled - kept, buffer, 0, kept);
      filled = kept;
      bodyStart = 0;
      more();
      read += filled - kept;
    }
    return read;
  }

  private boolean ended(int bodyStart) {
    int from = filled - LAST_CHUNK.length;
    return from >= bodyStart
        && Arrays.equals(buffer, from, filled, LAST_CHUNK, 0, LAST_CHUNK.length);
  }

  private void more() throws IOException {
    InputStream in = socket.getInputStream();
    int read = in.read(buffer, filled, buffer.length - filled);
    if (read < 0) {
      throw new EOFException("the server hung up");
    }
    filled += read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

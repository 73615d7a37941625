package dev.stopwater.http.engine;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/// Sends bytes as they are and reads what comes until the server closes.
final class RawRequests {

  private RawRequests() {}

  /// What came until the end of the stream; the server must close it.
  static String exchange(Running running, String bytes) throws IOException {
    try (SSLSocket socket = running.connect("http/1.1")) {
      try {
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
      } catch (IOException refusedWhileSending) {
        // The answer is there all the same.
      }
      return rest(socket);
    }
  }

  static String rest(SSLSocket socket) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int n = socket.getInputStream().read(buffer);
          n >= 0;
          n = socket.getInputStream().read(buffer)) {
        all.write(buffer, 0, n);
      }
    } catch (java.net.SocketTimeoutException e) {
      throw e;
    } catch (IOException closedHard) {
      // The end, too.
    }
    return all.toString(StandardCharsets.ISO_8859_1);
  }
}

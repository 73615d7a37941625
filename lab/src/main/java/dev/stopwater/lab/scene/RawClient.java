package dev.stopwater.lab.scene;

import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocket;

/// A client that speaks HTTP/1.1 over TLS, and stops when it likes. One thread.
final class RawClient implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;
  private static final int RECEIVE_BYTES = 8 * 1024;

  private final SSLSocket socket;

  private RawClient(SSLSocket socket) {
    this.socket = socket;
  }

  static RawClient to(Target target) throws IOException {
    Socket plain = new Socket();
    plain.setReceiveBufferSize(RECEIVE_BYTES);
    plain.connect(target.address(), PATIENCE_MILLIS);
    SSLSocket socket =
        (SSLSocket)
            target
                .tls()
                .getSocketFactory()
                .createSocket(plain, target.url().getHost(), target.address().getPort(), true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
    return new RawClient(socket);
  }

  void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    socket.getOutputStream().flush();
  }

  /// Whether the server has said anything, or has ended the connection; waits hardly at all.
  boolean answered() {
    try {
      socket.setSoTimeout(1);
      socket.getInputStream().read();
      return true;
    } catch (SocketTimeoutException silent) {
      return false;
    } catch (IOException cut) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      socket.setSoLinger(true, 0); // what was not read is no reason to wait
      socket.close();
    } catch (IOException gone) {
      // it was cut before
    }
  }
}

package dev.stopwater.verify;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/// A TLS connection on which a client says HTTP/1.1 as badly as a test wants.
final class RawConnection implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final SSLSocket socket;

  private RawConnection(SSLSocket socket) {
    this.socket = socket;
  }

  static RawConnection to(ServerProcess server) throws Exception {
    return to(server, Client.tls(server), 0);
  }

  /// @param receiveBuffer of the socket in bytes, or 0 for what the machine gives
  static RawConnection to(ServerProcess server, SSLContext tls, int receiveBuffer)
      throws IOException {
    java.net.Socket plain = new java.net.Socket();
    if (receiveBuffer > 0) {
      plain.setReceiveBufferSize(receiveBuffer);
    }
    plain.connect(new java.net.InetSocketAddress(server.url().getHost(), server.url().getPort()));
    SSLSocket socket =
        (SSLSocket)
            tls.getSocketFactory()
                .createSocket(plain, server.url().getHost(), server.url().getPort(), true);
    socket.setSoTimeout(PATIENCE_MILLIS);
    socket.startHandshake();
    return new RawConnection(socket);
  }

  void say(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /// Everything up to a number of bytes, or to the end.
  String hear(int most) throws IOException {
    return new String(input().readNBytes(most), StandardCharsets.ISO_8859_1);
  }

  InputStream input() throws IOException {
    return socket.getInputStream();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}

package dev.stopwater.http.engine;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// TLS connections that tell their [Peer] of each byte that a client says.
final class OverTls extends SslConnectionFactory {

  private final Peers peers;

  OverTls(SslContextFactory.Server tls, String next, Peers peers) {
    super(tls, next);
    this.peers = peers;
  }

  @Override
  protected SslConnection newSslConnection(Connector connector, EndPoint endPoint, SSLEngine tls) {
    SslConnection told =
        new Told(
            connector.getByteBufferPool(),
            connector.getExecutor(),
            getSslContextFactory(),
            endPoint,
            tls);
    told.addHandshakeListener(peers.handshake());
    return told;
  }

  private final class Told extends SslConnection {

    Told(
        ByteBufferPool buffers,
        Executor executor,
        SslContextFactory factory,
        EndPoint endPoint,
        SSLEngine tls) {
      super(
          buffers,
          executor,
          factory,
          endPoint,
          tls,
          isDirectBuffersForEncryption(),
          isDirectBuffersForDecryption());
    }

    @Override
    protected SSLEngineResult unwrap(SSLEngine tls, ByteBuffer input, ByteBuffer output)
        throws SSLException {
      SSLEngineResult result = super.unwrap(tls, input, output);
      if (result.bytesProduced() > 0 && !peers.of(this).mayHaveSent(result.bytesProduced())) {
        throw new SSLException("too many headers without a request, of all clients together");
      }
      return result;
    }
  }
}

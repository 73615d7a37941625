package dev.stopwater.http.engine;

import dev.stopwater.http.ServerTls;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/// TLS as the server speaks it: 1.2 and 1.3, clients asked for a certificate but free to have none.
final class Tls {

  private Tls() {}

  static SslContextFactory.Server factory(ServerTls tls) {
    SslContextFactory.Server factory = new SslContextFactory.Server();
    factory.setSslContext(context(tls));
    factory.setIncludeProtocols("TLSv1.2", "TLSv1.3");
    factory.setWantClientAuth(true);
    factory.setRenegotiationAllowed(false);
    return factory;
  }

  private static SSLContext context(ServerTls tls) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      KeyManager[] keys = {new OneKey(tls.key(), tls.chain())};
      TrustManager[] trust = {new Anybody(tls.clientAuthorities().toArray(X509Certificate[]::new))};
      context.init(keys, trust, null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the server's certificate and key cannot be used", e);
    }
  }

  /// Lets every certificate in: the handshake proves that the client has its key, and no more.
  private static final class Anybody extends X509ExtendedTrustManager {

    private final X509Certificate[] named;

    Anybody(X509Certificate[] named) {
      this.named = named;
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return named.clone();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {
      throw new UnsupportedOperationException("we are the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
      throw new UnsupportedOperationException("we are the server");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
      throw new UnsupportedOperationException("we are the server");
    }
  }
}

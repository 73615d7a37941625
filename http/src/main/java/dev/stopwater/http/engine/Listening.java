package dev.stopwater.http.engine;

import dev.stopwater.http.HttpServerSettings;
import dev.stopwater.http.Limits;
import java.io.IOException;
import java.net.Socket;
import jdk.net.ExtendedSocketOptions;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/// How Jetty is told to listen: one port, TLS, HTTP/2 or HTTP/1.1 as the client chooses.
final class Listening {

  private static final int SELECTORS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

  /// Lines end with CR and LF: a lone LF is how requests are smuggled past a proxy.
  private static final HttpCompliance COMPLIANCE =
      HttpCompliance.RFC9110
          .without(
              "STOPWATER",
              HttpCompliance.Violation.LF_HEADER_TERMINATION,
              HttpCompliance.Violation.LF_CHUNK_TERMINATION)
          .with("STOPWATER", HttpCompliance.Violation.MISMATCHED_AUTHORITY);

  private Listening() {}

  static ServerConnector connector(Server server, HttpServerSettings settings, Peers peers) {
    HttpConfiguration http = http(settings.limits());
    HttpConnectionFactory http1 = new HttpConnectionFactory(http);
    ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory("h2", "http/1.1");
    alpn.setDefaultProtocol(http1.getProtocol());
    ServerConnector connector =
        new Connector(
            server,
            new OverTls(Tls.factory(settings.tls()), alpn.getProtocol(), peers),
            alpn,
            new OverHttp2(http, settings.limits(), peers),
            http1);
    connector.setHost(settings.bindAddress());
    connector.setPort(settings.port());
    connector.setIdleTimeout(settings.limits().patience().idle().toMillis());
    connector.setShutdownIdleTimeout(settings.limits().patience().idle().toMillis());
    connector.setAcceptQueueSize(1024);
    connector.setReuseAddress(true);
    connector.addBean(peers);
    return connector;
  }

  private static HttpConfiguration http(Limits limits) {
    HttpConfiguration http = new HttpConfiguration();
    http.setHeaderCacheCaseSensitive(true); // values reach us as they were sent
    http.setRequestHeaderSize(limits.headerBytes());
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setSendDateHeader(true);
    // Paths are the server's to judge; how requests are told apart on a connection is not.
    http.setUriCompliance(UriCompliance.UNSAFE);
    http.setHttpCompliance(COMPLIANCE);
    SecureRequestCustomizer tls = new SecureRequestCustomizer();
    tls.setSniHostCheck(false);
    http.addCustomizer(tls);
    return http;
  }

  /// Asks clients that say nothing whether they are there, as Go's listeners do: one that has
  /// vanished without a word is noticed after two and a half minutes.
  private static final class Connector extends ServerConnector {

    private static final int PROBE_SECONDS = 15;
    private static final int PROBES = 9;

    private Connector(Server server, ConnectionFactory... factories) {
      super(server, 1, SELECTORS, factories);
    }

    @Override
    protected void configure(Socket socket) {
      super.configure(socket);
      try {
        socket.setKeepAlive(true);
        if (socket.supportedOptions().contains(ExtendedSocketOptions.TCP_KEEPIDLE)) {
          socket.setOption(ExtendedSocketOptions.TCP_KEEPIDLE, PROBE_SECONDS);
          socket.setOption(ExtendedSocketOptions.TCP_KEEPINTERVAL, PROBE_SECONDS);
          socket.setOption(ExtendedSocketOptions.TCP_KEEPCOUNT, PROBES);
        }
      } catch (IOException gone) {
        // Whoever reads from it will notice; thrown, it would hold up those who come after it.
      }
    }
  }
}

package dev.stopwater.http.engine;

import dev.stopwater.http.Limits;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RateControl;
import org.eclipse.jetty.server.HttpConfiguration;

/// How HTTP/2 is spoken. Jetty reads twice the headers that a request may have, so that the client
/// gets a 431 from [Screening] and keeps its connection; beyond that the connection ends.
final class OverHttp2 extends HTTP2ServerConnectionFactory {

  OverHttp2(HttpConfiguration http, Limits limits, Peers peers) {
    super(reading(2 * limits.headerBytes(), http));
    setMaxConcurrentStreams(limits.streamsPerConnection());
    setConnectProtocolEnabled(false);
    setRateControlFactory(
        new RateControl.Factory() {
          @Override
          public RateControl newRateControl(EndPoint endPoint) {
            return peers.of(endPoint);
          }
        });
    // The ledger has a deadline for each stream, and each write its patience. 0 would mean the
    // connection's idle time, and end a watch without events.
    setStreamIdleTimeout(-1);
  }

  private static HttpConfiguration reading(int headerBytes, HttpConfiguration http) {
    HttpConfiguration more = new HttpConfiguration(http);
    more.setRequestHeaderSize(headerBytes);
    return more;
  }
}

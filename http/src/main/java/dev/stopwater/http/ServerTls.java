package dev.stopwater.http;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// With what the server proves itself, and whose clients it hopes to see.
///
/// Clients are asked for a certificate, and need none. One from elsewhere is let in too: what it is
/// worth is for [ClientAuthorities] to say, so that the client reads a 401 and not a failed
/// handshake.
///
/// @param chain the server's certificate first
/// @param clientAuthorities named to clients, who choose their certificate by it; may be empty
public record ServerTls(
    List<X509Certificate> chain, PrivateKey key, List<X509Certificate> clientAuthorities) {

  public ServerTls {
    chain = List.copyOf(chain);
    clientAuthorities = List.copyOf(clientAuthorities);
    if (chain.isEmpty()) {
      throw new IllegalArgumentException("a server needs a certificate");
    }
  }
}

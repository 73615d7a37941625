package dev.stopwater.assembly.pki;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/// A private key and its certificate chain, its own certificate first.
public record Credential(PrivateKey key, List<X509Certificate> chain) {

  public Credential {
    chain = List.copyOf(chain);
  }

  public X509Certificate certificate() {
    return chain.getFirst();
  }
}

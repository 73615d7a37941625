package dev.stopwater.lab.client;

import dev.stopwater.assembly.pki.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS with one server.
final class TlsContexts {

  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /// @param authority PEM, or null for those that the JVM trusts
  /// @param certificate PEM, or null to show none
  static SSLContext of(
      byte @Nullable [] authority, byte @Nullable [] certificate, byte @Nullable [] key)
      throws IOException {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          certificate == null || key == null ? null : showing(certificate, key),
          authority == null ? null : trusting(authority),
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new IOException("the kubeconfig's keys cannot be used: " + e.getMessage(), e);
    }
  }

  private static TrustManager[] trusting(byte[] authority)
      throws GeneralSecurityException, IOException {
    KeyStore trust = empty();
    int number = 0;
    for (Certificate each : certificates(authority)) {
      trust.setCertificateEntry("authority-" + number++, each);
    }
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    return trusted.getTrustManagers();
  }

  private static KeyManager[] showing(byte[] certificate, byte[] pem)
      throws GeneralSecurityException, IOException {
    PrivateKey key = Pem.privateKeyIn(new String(pem, StandardCharsets.US_ASCII));
    if (key == null) {
      throw new GeneralSecurityException("there is no private key without a passphrase");
    }
    KeyStore own = empty();
    own.setKeyEntry("client", key, NO_PASSWORD, certificates(certificate));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static Certificate[] certificates(byte[] pem) throws GeneralSecurityException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem))
        .toArray(Certificate[]::new);
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }
}

package dev.stopwater.cli;

import dev.stopwater.assembly.pki.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// Whom a command trusts, and which certificate it shows, as its kubeconfig says.
final class RemoteTls {

  private static final char[] NO_PASSWORD = {};

  private RemoteTls() {}

  /// @throws IOException a key or certificate is damaged
  static SSLContext of(RemoteConfig config) throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own(config), trusted(config), null);
    return context;
  }

  private static KeyManager @Nullable [] own(RemoteConfig config)
      throws GeneralSecurityException, IOException {
    byte[] certificate = config.certificate();
    byte[] key = config.key();
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new GeneralSecurityException("a client certificate goes with a key");
    }
    KeyStore own = empty();
    own.setKeyEntry(
        "client", privateKey(key), NO_PASSWORD, chain(certificate).toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static TrustManager @Nullable [] trusted(RemoteConfig config)
      throws GeneralSecurityException, IOException {
    byte[] authority = config.authority();
    if (config.trusting()) {
      return new TrustManager[] {new Anybody()};
    }
    if (authority == null) {
      return null;
    }
    KeyStore trust = empty();
    int number = 0;
    for (Certificate each : chain(authority)) {
      trust.setCertificateEntry("authority-" + number++, each);
    }
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    return trusted.getTrustManagers();
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> chain(byte[] pem)
      throws GeneralSecurityException {
    Collection<? extends Certificate> chain =
        CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem));
    if (chain.isEmpty()) {
      throw new GeneralSecurityException("there is no certificate");
    }
    return chain;
  }

  private static PrivateKey privateKey(byte[] pem) throws GeneralSecurityException, IOException {
    PrivateKey key = Pem.privateKeyIn(new String(pem, StandardCharsets.US_ASCII));
    if (key == null) {
      throw new GeneralSecurityException("there is no private key without a passphrase");
    }
    return key;
  }

  /// Trusts any server under any name, as `insecure-skip-tls-verify` wants it.
  private static final class Anybody extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

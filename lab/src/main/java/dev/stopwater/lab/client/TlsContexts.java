package dev.stopwater.lab.client;

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
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// How a client speaks TLS with one server: whom it trusts, and what it shows.
public final class TlsContexts {

  private static final char[] NO_PASSWORD = {};

  private TlsContexts() {}

  /// @param authority PEM, or null for those that the JVM trusts
  /// @param certificate PEM, or null to show none, as the key
  /// @throws GeneralSecurityException one of them cannot be used
  public static SSLContext of(
      byte @Nullable [] authority, byte @Nullable [] certificate, byte @Nullable [] key)
      throws GeneralSecurityException, IOException {
    return context(authority == null ? null : trusting(authority), certificate, key);
  }

  /// Trusts any server under any name, as `insecure-skip-tls-verify` wants it.
  public static SSLContext ofAnybody(byte @Nullable [] certificate, byte @Nullable [] key)
      throws GeneralSecurityException, IOException {
    return context(new TrustManager[] {new Anybody()}, certificate, key);
  }

  private static SSLContext context(
      TrustManager @Nullable [] trusted, byte @Nullable [] certificate, byte @Nullable [] key)
      throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(own(certificate, key), trusted, null);
    return context;
  }

  private static KeyManager @Nullable [] own(byte @Nullable [] certificate, byte @Nullable [] key)
      throws GeneralSecurityException, IOException {
    if (certificate == null && key == null) {
      return null;
    }
    if (certificate == null || key == null) {
      throw new GeneralSecurityException("a client certificate goes with a key");
    }
    return showing(certificate, key);
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
    Certificate[] found =
        CertificateFactory.getInstance("X.509")
            .generateCertificates(new ByteArrayInputStream(pem))
            .toArray(Certificate[]::new);
    if (found.length == 0) {
      throw new GeneralSecurityException("there is no certificate");
    }
    return found;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

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

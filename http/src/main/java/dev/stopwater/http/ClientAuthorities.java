package dev.stopwater.http;

import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/// Whether a chain that a client presented ends at an authority that we believe, is in its time,
/// and was issued for clients. Any thread.
///
/// A chain found good stays good until the first of its certificates expires; it is not checked
/// again for each request of its connection.
public final class ClientAuthorities implements Predicate<List<X509Certificate>> {

  private static final int REMEMBERED = 4096;

  private final InstantSource clock;
  private final List<X509Certificate> authorities;
  private final Map<List<X509Certificate>, Instant> goodUntil =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<List<X509Certificate>, Instant> eldest) {
          return size() > REMEMBERED;
        }
      }; // guarded by itself

  public ClientAuthorities(List<X509Certificate> authorities, InstantSource clock) {
    this.authorities = List.copyOf(authorities);
    this.clock = clock;
  }

  @Override
  public boolean test(List<X509Certificate> chain) {
    if (chain.isEmpty() || authorities.isEmpty()) {
      return false;
    }
    Instant now = clock.instant();
    synchronized (goodUntil) {
      Instant end = goodUntil.get(chain);
      if (end != null && now.isBefore(end)) {
        return true;
      }
    }
    if (!verified(chain, now)) {
      return false;
    }
    synchronized (goodUntil) {
      goodUntil.put(List.copyOf(chain), firstEnd(chain));
    }
    return true;
  }

  private Instant firstEnd(List<X509Certificate> chain) {
    Instant end = Instant.MAX;
    for (X509Certificate certificate : chain) {
      end = earlier(end, certificate);
    }
    for (X509Certificate authority : authorities) {
      end = earlier(end, authority);
    }
    return end;
  }

  private static Instant earlier(Instant end, X509Certificate certificate) {
    Instant other = certificate.getNotAfter().toInstant();
    return other.isBefore(end) ? other : end;
  }

  private boolean verified(List<X509Certificate> chain, Instant now) {
    try {
      String algorithm = chain.getFirst().getPublicKey().getAlgorithm();
      manager(now).checkClientTrusted(chain.toArray(X509Certificate[]::new), algorithm);
      return true;
    } catch (CertificateException e) {
      return false;
    } catch (GeneralSecurityException | java.io.IOException e) {
      throw new IllegalStateException("this Java cannot verify certificates", e);
    }
  }

  private X509TrustManager manager(Instant now)
      throws GeneralSecurityException, java.io.IOException {
    PKIXBuilderParameters rules = new PKIXBuilderParameters(anchors(), new X509CertSelector());
    rules.setRevocationEnabled(false);
    rules.setDate(Date.from(now));
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(new CertPathTrustManagerParameters(rules));
    for (TrustManager manager : factory.getTrustManagers()) {
      if (manager instanceof X509TrustManager x509) {
        return x509;
      }
    }
    throw new IllegalStateException("this Java has no X.509 trust manager");
  }

  private KeyStore anchors() throws GeneralSecurityException, java.io.IOException {
    KeyStore anchors = KeyStore.getInstance("PKCS12");
    anchors.load(null, null);
    for (int i = 0; i < authorities.size(); i++) {
      anchors.setCertificateEntry("authority-" + i, authorities.get(i));
    }
    return anchors;
  }
}

package dev.stopwater.access.authentication;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;

/// X.509 client certificates: the common name is the user, each organization a group.
public final class CertificateAuthenticator implements Authenticator {

  private static final String FINGERPRINT = "authentication.kubernetes.io/credential-id";

  private final Predicate<List<X509Certificate>> trusted;

  /// @param trusted whether a chain ends at a certificate authority that we believe, now
  public CertificateAuthenticator(Predicate<List<X509Certificate>> trusted) {
    this.trusted = trusted;
  }

  @Override
  public Answer authenticate(Exchange exchange) {
    List<X509Certificate> chain = exchange.clientCertificates();
    if (chain.isEmpty()) {
      return new Answer.Silent();
    }
    if (!trusted.test(chain)) {
      return new Answer.Refused("the client certificate is not signed by a known authority");
    }
    return user(chain.getFirst());
  }

  private static Answer user(X509Certificate certificate) {
    String name = "";
    List<String> groups = new ArrayList<>();
    try {
      for (Rdn part : new LdapName(certificate.getSubjectX500Principal().getName()).getRdns()) {
        switch (part.getType().toUpperCase(java.util.Locale.ROOT)) {
          case "CN" -> name = String.valueOf(part.getValue());
          case "O" -> groups.add(String.valueOf(part.getValue()));
          default -> {}
        }
      }
    } catch (InvalidNameException e) {
      return new Answer.Refused("the client certificate's subject cannot be read");
    }
    if (name.isEmpty()) {
      return new Answer.Silent();
    }
    groups.add(UserInfo.AUTHENTICATED);
    return new Answer.Known(
        new UserInfo(
            name,
            "",
            groups,
            Map.of(FINGERPRINT, List.of("X509SHA256=" + fingerprint(certificate)))));
  }

  private static String fingerprint(X509Certificate certificate) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(certificate.getEncoded()));
    } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }
}

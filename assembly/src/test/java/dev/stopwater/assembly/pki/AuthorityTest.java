package dev.stopwater.assembly.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.junit.jupiter.api.Test;

/// Certificates as another library, which also knows RFC 5280, reads them.
class AuthorityTest {

  private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

  private final Authority authority;

  AuthorityTest() throws Exception {
    authority = Authority.create("an-authority", NOW);
  }

  private static X509CertificateHolder read(X509Certificate certificate) throws Exception {
    return new X509CertificateHolder(certificate.getEncoded());
  }

  private void isSignedByIt(X509Certificate certificate) throws Exception {
    var verifier =
        new JcaContentVerifierProviderBuilder().build(authority.credential().certificate());
    assertThat(read(certificate).isSignatureValid(verifier)).isTrue();
    assertThatCode(() -> certificate.verify(authority.credential().certificate().getPublicKey()))
        .doesNotThrowAnyException();
  }

  @Test
  void anAuthorityMayOnlySign() throws Exception {
    X509Certificate own = authority.credential().certificate();
    isSignedByIt(own);
    assertThat(own.getBasicConstraints()).isEqualTo(Integer.MAX_VALUE);
    assertThat(own.getKeyUsage())
        .containsExactly(true, false, false, false, false, true, true, false, false);
    assertThat(own.getCriticalExtensionOIDs()).containsExactlyInAnyOrder("2.5.29.15", "2.5.29.19");
    assertThat(own.getVersion()).isEqualTo(3);
    assertThat(own.getSerialNumber().bitLength()).isEqualTo(120);
    assertThat(own.getNotBefore()).isEqualTo(NOW.minusSeconds(300));
  }

  @Test
  void aServerIsReachedUnderItsNamesAndAddresses() throws Exception {
    X509Certificate server =
        authority
            .server("a-server", List.of("localhost", "a.b"), List.of("127.0.0.1", "::1"), NOW)
            .certificate();
    isSignedByIt(server);
    assertThat(server.getSubjectAlternativeNames())
        .containsExactlyInAnyOrder(
            List.of(2, "localhost"),
            List.of(2, "a.b"),
            List.of(7, "127.0.0.1"),
            List.of(7, "0:0:0:0:0:0:0:1"));
    assertThat(server.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(
            GeneralNames.fromExtensions(
                    read(server).getExtensions(), Extension.subjectAlternativeName)
                .getNames())
        .hasSize(4);
  }

  @Test
  void aClientBearsItsGroupsAndItsName() throws Exception {
    X509Certificate client =
        authority.client("someone, else", List.of("system:masters", "ümläut"), NOW).certificate();
    isSignedByIt(client);
    assertThat(read(client).getSubject())
        .isEqualTo(new X500Name("O=system:masters,O=ümläut,CN=someone\\, else"));
    assertThat(client.getIssuerX500Principal())
        .isEqualTo(authority.credential().certificate().getSubjectX500Principal());
    assertThat(client.getKeyUsage()[0]).isTrue();
    assertThat(client.getBasicConstraints()).isEqualTo(-1);
    assertThat(client.getNotAfter()).isEqualTo(NOW.plusSeconds(365 * 86_400L));
  }

  @Test
  void aYearFrom2050OnIsWrittenInFull() throws Exception {
    X509Certificate late =
        Authority.create("late", Instant.parse("2045-01-01T00:00:00Z")).credential().certificate();
    assertThat(late.getNotBefore()).isEqualTo("2044-12-31T23:55:00Z");
    assertThat(late.getNotAfter()).isEqualTo("2054-12-30T00:00:00Z");
    assertThat(read(late).getNotAfter()).isEqualTo(late.getNotAfter());
  }
}

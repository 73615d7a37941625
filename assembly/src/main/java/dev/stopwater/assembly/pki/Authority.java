package dev.stopwater.assembly.pki;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A certificate authority of our own: signs with ECDSA on P-256.
public final class Authority {

  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final Credential own;

  /// @param own the key and self-signed certificate of an authority made earlier
  public Authority(Credential own) {
    this.own = own;
  }

  public static Authority create(String name, Instant now) throws GeneralSecurityException {
    KeyPair keys = keys();
    X500Name subject = new X500Name("CN=" + name);
    X509v3CertificateBuilder builder = builder(subject, subject, keys, now, CA_LIFE);
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(
          Extension.keyUsage,
          true,
          new KeyUsage(KeyUsage.keyCertSign | KeyUsage.digitalSignature | KeyUsage.cRLSign));
      builder.addExtension(
          Extension.subjectKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    return new Authority(new Credential(keys.getPrivate(), List.of(sign(builder, keys))));
  }

  public Credential credential() {
    return own;
  }

  /// A certificate for a server that is reached under these names and addresses.
  public Credential server(String name, List<String> names, List<String> addresses, Instant now)
      throws GeneralSecurityException {
    GeneralName[] alternatives = new GeneralName[names.size() + addresses.size()];
    int at = 0;
    for (String each : names) {
      alternatives[at++] = new GeneralName(GeneralName.dNSName, each);
    }
    for (String each : addresses) {
      alternatives[at++] = new GeneralName(GeneralName.iPAddress, each);
    }
    return issue("CN=" + name, KeyPurposeId.id_kp_serverAuth, alternatives, now);
  }

  /// A certificate for a client: its user name, and its groups as organizations.
  public Credential client(String user, List<String> groups, Instant now)
      throws GeneralSecurityException {
    StringBuilder subject = new StringBuilder();
    groups.forEach(group -> subject.append("O=").append(group).append(','));
    return issue(
        subject.append("CN=").append(user).toString(),
        KeyPurposeId.id_kp_clientAuth,
        new GeneralName[0],
        now);
  }

  private Credential issue(
      String subject, KeyPurposeId purpose, GeneralName[] alternatives, Instant now)
      throws GeneralSecurityException {
    KeyPair keys = keys();
    X500Name issuer =
        X500Name.getInstance(own.certificate().getSubjectX500Principal().getEncoded());
    X509v3CertificateBuilder builder = builder(issuer, new X500Name(subject), keys, now, LIFE);
    try {
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
      builder.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose));
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new JcaX509ExtensionUtils().createAuthorityKeyIdentifier(own.certificate()));
      if (alternatives.length > 0) {
        builder.addExtension(
            Extension.subjectAlternativeName, false, new GeneralNames(alternatives));
      }
    } catch (IOException e) {
      throw new GeneralSecurityException(e);
    }
    KeyPair signer = new KeyPair(own.certificate().getPublicKey(), own.key());
    return new Credential(keys.getPrivate(), List.of(sign(builder, signer), own.certificate()));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static X509v3CertificateBuilder builder(
      X500Name issuer, X500Name subject, KeyPair keys, Instant now, Duration life) {
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(120, new SecureRandom()).setBit(119),
        Date.from(now.minus(CLOCK_SKEW)),
        Date.from(now.plus(life)),
        subject,
        keys.getPublic());
  }

  private static X509Certificate sign(X509v3CertificateBuilder builder, KeyPair signer)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(signer.getPrivate())));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }
}

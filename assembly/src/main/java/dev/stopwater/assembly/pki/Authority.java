package dev.stopwater.assembly.pki;

import static dev.stopwater.assembly.pki.Der.bits;
import static dev.stopwater.assembly.pki.Der.explicit;
import static dev.stopwater.assembly.pki.Der.implicit;
import static dev.stopwater.assembly.pki.Der.integer;
import static dev.stopwater.assembly.pki.Der.octets;
import static dev.stopwater.assembly.pki.Der.oid;
import static dev.stopwater.assembly.pki.Der.sequence;
import static dev.stopwater.assembly.pki.Der.setOf;
import static dev.stopwater.assembly.pki.Der.text;
import static dev.stopwater.assembly.pki.Der.time;
import static dev.stopwater.assembly.pki.Der.yes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A certificate authority of our own: signs with ECDSA on P-256. Certificates are written as RFC
/// 5280 has them (ADR 0013).
public final class Authority {

  private static final Duration CA_LIFE = Duration.ofDays(3650);
  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private static final String ECDSA_WITH_SHA256 = "1.2.840.10045.4.3.2";
  private static final String COMMON_NAME = "2.5.4.3";
  private static final String ORGANIZATION = "2.5.4.10";
  private static final String SERVER_AUTH = "1.3.6.1.5.5.7.3.1";
  private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";

  private final Credential own;

  /// @param own the key and self-signed certificate of an authority made earlier
  public Authority(Credential own) {
    this.own = own;
  }

  public static Authority create(String name, Instant now) throws GeneralSecurityException {
    KeyPair keys = keys();
    byte[] subject = sequence(part(COMMON_NAME, name));
    byte[] extensions =
        sequence(
            critical("2.5.29.19", sequence(yes())), // basic constraints: an authority
            critical("2.5.29.15", bits(0b1000_0110, 7)), // usage: sign, certificates, their lists
            extension("2.5.29.14", octets(identifier(keys.getPublic()))));
    Facts facts = new Facts(subject, subject, keys.getPublic(), now, now.plus(CA_LIFE), extensions);
    return new Authority(
        new Credential(keys.getPrivate(), List.of(signed(facts, keys.getPrivate()))));
  }

  public Credential credential() {
    return own;
  }

  /// A certificate for a server that is reached under these names and addresses.
  ///
  /// @param addresses as numbers
  public Credential server(String name, List<String> names, List<String> addresses, Instant now)
      throws GeneralSecurityException {
    List<byte[]> alternatives = new ArrayList<>();
    for (String each : names) {
      alternatives.add(implicit(2, each.getBytes(StandardCharsets.US_ASCII)));
    }
    for (String each : addresses) {
      alternatives.add(implicit(7, address(each)));
    }
    byte[] reached = extension("2.5.29.17", sequence(alternatives.toArray(byte[][]::new)));
    return issue(sequence(part(COMMON_NAME, name)), SERVER_AUTH, reached, now);
  }

  private static byte[] address(String number) throws GeneralSecurityException {
    try {
      return InetAddress.ofLiteral(number).getAddress();
    } catch (IllegalArgumentException e) {
      throw new GeneralSecurityException("not an address: " + number, e);
    }
  }

  /// A certificate for a client: its user name, and its groups as organizations.
  public Credential client(String user, List<String> groups, Instant now)
      throws GeneralSecurityException {
    List<byte[]> parts = new ArrayList<>();
    groups.forEach(group -> parts.add(part(ORGANIZATION, group)));
    parts.add(part(COMMON_NAME, user));
    return issue(sequence(parts.toArray(byte[][]::new)), CLIENT_AUTH, new byte[0], now);
  }

  /// @param more extensions
  private Credential issue(byte[] subject, String purpose, byte[] more, Instant now)
      throws GeneralSecurityException {
    KeyPair keys = keys();
    byte[] signer = implicit(0, identifier(own.certificate().getPublicKey()));
    byte[] extensions =
        sequence(
            critical("2.5.29.15", bits(0b1000_0000, 1)), // usage: sign
            extension("2.5.29.37", sequence(oid(purpose))),
            extension("2.5.29.35", sequence(signer)),
            more);
    byte[] issuer = own.certificate().getSubjectX500Principal().getEncoded();
    Facts facts = new Facts(issuer, subject, keys.getPublic(), now, now.plus(LIFE), extensions);
    return new Credential(keys.getPrivate(), List.of(signed(facts, own.key()), own.certificate()));
  }

  private static KeyPair keys() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private static byte[] part(String kind, String value) {
    return setOf(sequence(oid(kind), text(value)));
  }

  private static byte[] extension(String kind, byte[] value) {
    return sequence(oid(kind), octets(value));
  }

  private static byte[] critical(String kind, byte[] value) {
    return sequence(oid(kind), yes(), octets(value));
  }

  /// A name for a key: the hash of its bits (RFC 5280, 4.2.1.2).
  private static byte[] identifier(PublicKey key) throws GeneralSecurityException {
    try {
      DerReader info = new DerReader(new DerReader(key.getEncoded()).content(DerReader.SEQUENCE));
      info.content(DerReader.SEQUENCE);
      byte[] bits = info.content(DerReader.BITS);
      MessageDigest hash = MessageDigest.getInstance("SHA-1");
      hash.update(bits, 1, bits.length - 1); // the first octet counts the bits that are not used
      return hash.digest();
    } catch (IOException e) {
      throw new GeneralSecurityException("a key without bits", e);
    }
  }

  @SuppressWarnings("ArrayRecordComponent") // written once, compared with nothing
  private record Facts(
      byte[] issuer,
      byte[] subject,
      PublicKey key,
      Instant from,
      Instant until,
      byte[] extensions) {

    byte[] encoded(byte[] algorithm) {
      return sequence(
          explicit(0, integer(2)), // the third version
          integer(new BigInteger(120, new SecureRandom()).setBit(119)),
          algorithm,
          issuer,
          sequence(time(from.minus(CLOCK_SKEW)), time(until)),
          subject,
          key.getEncoded(),
          explicit(3, extensions));
    }
  }

  private static X509Certificate signed(Facts facts, PrivateKey by)
      throws GeneralSecurityException {
    byte[] algorithm = sequence(oid(ECDSA_WITH_SHA256));
    byte[] body = facts.encoded(algorithm);
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(by);
    signature.update(body);
    byte[] certificate = sequence(body, algorithm, bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(certificate));
  }
}

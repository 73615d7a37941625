package dev.stopwater.assembly.pki;

import dev.stopwater.assembly.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Certificates and keys as text, the form in which Kubernetes keeps them.
public final class Pem {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----");

  /// Without a passphrase: else there would be headers, which have hyphens, or a word before.
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN (EC |RSA |)PRIVATE KEY-----([^-]+)-----END \\1PRIVATE KEY-----");

  private static final String RSA = "1.2.840.113549.1.1.1";
  private static final String ELLIPTIC = "1.2.840.10045.2.1";
  private static final String ED25519 = "1.3.101.112";

  private Pem() {}

  public static String certificate(X509Certificate certificate) throws GeneralSecurityException {
    return block("CERTIFICATE", certificate.getEncoded());
  }

  /// A key as its clients read it: an elliptic one in the form of SEC 1 (RFC 5915), since some
  /// (fabric8's) take whatever is written as PKCS #8 for RSA; any other as PKCS #8.
  public static String key(Credential credential) {
    return credential.key() instanceof ECPrivateKey key
        ? block("EC PRIVATE KEY", sec1(key, credential.certificate()))
        : block("PRIVATE KEY", credential.key().getEncoded());
  }

  private static byte[] sec1(ECPrivateKey key, X509Certificate certificate) {
    try {
      DerReader info = contents(certificate.getPublicKey().getEncoded());
      DerReader algorithm = new DerReader(info.content(DerReader.SEQUENCE));
      algorithm.content(DerReader.OID);
      byte[] curve = Der.oidOf(algorithm.content(DerReader.OID));
      byte[] point = Der.bitsOf(info.content(DerReader.BITS));
      return Der.sequence(
          Der.integer(1),
          Der.octets(fixed(key.getS(), (key.getParams().getOrder().bitLength() + 7) / 8)),
          Der.explicit(0, curve),
          Der.explicit(1, point));
    } catch (IOException e) {
      throw new UncheckedIOException("a key cannot be written", e);
    }
  }

  /// A number in as many octets as its curve has.
  private static byte[] fixed(BigInteger number, int length) {
    byte[] written = number.toByteArray(); // perhaps with a zero before it, or shorter
    byte[] fixed = new byte[length];
    int count = Math.min(written.length, length);
    System.arraycopy(written, written.length - count, fixed, length - count, count);
    return fixed;
  }

  private static DerReader contents(byte[] sequence) throws IOException {
    return new DerReader(new DerReader(sequence).content(DerReader.SEQUENCE));
  }

  private static String block(String type, byte[] bytes) {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes);
    return "-----BEGIN " + type + "-----\n" + text + "\n-----END " + type + "-----\n";
  }

  /// @throws StartException the file cannot be read or holds no certificate
  public static List<X509Certificate> certificates(Path file) throws StartException {
    String text = read(file);
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      Matcher blocks = CERTIFICATE.matcher(text);
      while (blocks.find()) {
        byte[] bytes = Base64.getMimeDecoder().decode(blocks.group(1));
        certificates.add(
            (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(bytes)));
      }
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StartException("the certificate file " + file + " is damaged", e);
    }
    if (certificates.isEmpty()) {
      throw new StartException("the file " + file + " holds no PEM certificate");
    }
    return certificates;
  }

  /// @throws StartException the file cannot be read or holds no key without a passphrase
  public static PrivateKey privateKey(Path file) throws StartException {
    try {
      PrivateKey key = privateKeyIn(read(file));
      if (key != null) {
        return key;
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new StartException("the private key file " + file + " is damaged", e);
    }
    throw new StartException("the file " + file + " holds no unencrypted PEM private key");
  }

  /// The first private key in a text, in PKCS #8 or in the form of its algorithm, such as SEC 1.
  ///
  /// @return null if there is none without a passphrase
  /// @throws IOException it is damaged
  public static @Nullable PrivateKey privateKeyIn(String text)
      throws IOException, GeneralSecurityException {
    Matcher blocks = PRIVATE_KEY.matcher(text);
    if (!blocks.find()) {
      return null;
    }
    byte[] bytes = decoded(blocks.group(2));
    return switch (blocks.group(1)) {
      case "EC " -> elliptic(bytes);
      case "RSA " -> key("RSA", Der.sequence(Der.oid(RSA), Der.nothing()), bytes);
      default -> plain(bytes);
    };
  }

  private static byte[] decoded(String text) throws IOException {
    try {
      return Base64.getMimeDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      throw new IOException("not in base 64", e);
    }
  }

  /// SEC 1 names the curve after the key.
  private static PrivateKey elliptic(byte[] sec1) throws IOException, GeneralSecurityException {
    DerReader parts = contents(sec1);
    parts.content(DerReader.INTEGER);
    parts.content(DerReader.OCTETS);
    byte[] curve = parts.content(DerReader.FIRST); // [0]
    return key("EC", Der.sequence(Der.oid(ELLIPTIC), curve), sec1);
  }

  /// Of the form of its own algorithm, in the envelope of PKCS #8.
  private static PrivateKey key(String name, byte[] algorithm, byte[] inner)
      throws GeneralSecurityException {
    byte[] envelope = Der.sequence(Der.integer(0), algorithm, Der.octets(inner));
    return KeyFactory.getInstance(name).generatePrivate(new PKCS8EncodedKeySpec(envelope));
  }

  private static PrivateKey plain(byte[] pkcs8) throws IOException, GeneralSecurityException {
    DerReader parts = contents(pkcs8);
    parts.content(DerReader.INTEGER);
    byte[] oid = new DerReader(parts.content(DerReader.SEQUENCE)).content(DerReader.OID);
    String algorithm =
        Arrays.equals(Der.oidOf(oid), Der.oid(RSA))
            ? "RSA"
            : Arrays.equals(Der.oidOf(oid), Der.oid(ED25519)) ? "Ed25519" : "EC";
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  private static String read(Path file) throws StartException {
    try {
      return Files.readString(file, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new StartException("cannot read " + file + ": " + reason(e), e);
    }
  }

  static String reason(IOException problem) {
    return switch (problem) {
      case java.nio.file.NoSuchFileException missing -> "there is no such file";
      case java.nio.file.AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(problem.getMessage());
    };
  }
}

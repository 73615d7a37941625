package dev.stopwater.assembly.pki;

import dev.stopwater.assembly.StartException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
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
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.jspecify.annotations.Nullable;

/// Certificates and keys as text, the form in which Kubernetes keeps them.
public final class Pem {

  private static final Pattern CERTIFICATE =
      Pattern.compile("-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----");

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
    var own = SubjectPublicKeyInfo.getInstance(certificate.getPublicKey().getEncoded());
    var named =
        new org.bouncycastle.asn1.sec.ECPrivateKey(
            key.getParams().getOrder().bitLength(),
            key.getS(),
            own.getPublicKeyData(),
            own.getAlgorithm().getParameters());
    try {
      return named.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException("a key cannot be written", e);
    }
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
    try (PEMParser parser = new PEMParser(new java.io.StringReader(text))) {
      for (Object each = parser.readObject(); each != null; each = parser.readObject()) {
        if (each instanceof PEMKeyPair pair) {
          return decode(pair.getPrivateKeyInfo());
        }
        if (each instanceof PrivateKeyInfo info) {
          return decode(info);
        }
      }
      return null;
    }
  }

  private static PrivateKey decode(PrivateKeyInfo info)
      throws IOException, GeneralSecurityException {
    String algorithm =
        switch (info.getPrivateKeyAlgorithm().getAlgorithm().getId()) {
          case "1.2.840.113549.1.1.1" -> "RSA";
          case "1.3.101.112" -> "Ed25519";
          default -> "EC";
        };
    return KeyFactory.getInstance(algorithm)
        .generatePrivate(new PKCS8EncodedKeySpec(info.getEncoded()));
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

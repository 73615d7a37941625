package dev.stopwater.assembly.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemTest {

  @TempDir Path folder;

  private Credential credential() throws Exception {
    return Authority.create("test-ca", Instant.now()).credential();
  }

  private PrivateKey read(String pem) throws Exception {
    return Pem.privateKey(Files.writeString(folder.resolve("a.key"), pem));
  }

  @Test
  void anEllipticKeyIsWrittenInTheFormOfSec1AndReadAgain() throws Exception {
    Credential made = credential();
    String pem = Pem.key(made);
    assertThat(pem).startsWith("-----BEGIN EC PRIVATE KEY-----\n");
    assertThat(read(pem))
        .asInstanceOf(type(ECPrivateKey.class))
        .extracting(ECPrivateKey::getS)
        .isEqualTo(((ECPrivateKey) made.key()).getS());
  }

  /// As other programs write them: in the form of its algorithm, and for all of PKCS #8.
  @ParameterizedTest
  @ValueSource(strings = {"RSA", "Ed25519"})
  void aKeyFromElsewhereIsRead(String algorithm) throws Exception {
    KeyPair pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    StringWriter own = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(own)) {
      writer.writeObject(pair.getPrivate());
    }
    StringWriter pkcs8 = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(pkcs8)) {
      writer.writeObject(new JcaPKCS8Generator(pair.getPrivate(), null));
    }
    assertThat(pkcs8.toString()).startsWith("-----BEGIN PRIVATE KEY-----");
    assertThat(read(own.toString())).isEqualTo(pair.getPrivate());
    assertThat(read("a comment\n" + pkcs8)).isEqualTo(pair.getPrivate());
  }

  @Test
  void anEncryptedKeyIsNoKey() {
    for (String text :
        List.of(
            """
            -----BEGIN EC PRIVATE KEY-----
            Proc-Type: 4,ENCRYPTED
            DEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF

            AAAA
            -----END EC PRIVATE KEY-----
            """,
            """
            -----BEGIN ENCRYPTED PRIVATE KEY-----
            AAAA
            -----END ENCRYPTED PRIVATE KEY-----
            """)) {
      assertThatThrownBy(() -> read(text)).hasMessageContaining("no unencrypted");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"MIIB", "MAA=", "MAMCAQA=", "MIT/////", "AAAA"})
  void aDamagedKeyIsSaidToBeSo(String bytes) {
    for (String kind : List.of("", "EC ", "RSA ")) {
      String pem =
          "-----BEGIN %sPRIVATE KEY-----\n%s\n-----END %sPRIVATE KEY-----\n"
              .formatted(kind, bytes, kind);
      assertThatThrownBy(() -> read(pem)).as(pem).hasMessageContaining("is damaged");
    }
  }

  @Test
  void aKeyThatAnOlderVersionWroteIsRead() throws Exception {
    PrivateKey key = credential().key();
    String pem =
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded())
            + "\n-----END PRIVATE KEY-----\n";
    assertThat(read(pem)).isEqualTo(key);
  }

  @Test
  void theKubeconfigOfAnOlderDirectoryIsWrittenAnew() throws Exception {
    PkiDirectory directory = new PkiDirectory(folder.resolve("pki"), Instant.now());
    Authority authority = directory.authority();
    Credential admin = directory.administrator(authority);
    Path key = folder.resolve("pki").resolve("admin.key");
    Files.writeString(
        key,
        "-----BEGIN PRIVATE KEY-----\n"
            + Base64.getEncoder().encodeToString(admin.key().getEncoded())
            + "\n-----END PRIVATE KEY-----\n");
    Path kubeconfig = folder.resolve("admin.kubeconfig");
    directory.kubeconfig(
        kubeconfig, "https://localhost", authority, directory.administrator(authority));
    assertThat(Files.readString(kubeconfig))
        .contains(Base64.getEncoder().encodeToString(Pem.key(admin).getBytes()));
  }
}

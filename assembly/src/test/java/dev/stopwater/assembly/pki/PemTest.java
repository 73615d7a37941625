package dev.stopwater.assembly.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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

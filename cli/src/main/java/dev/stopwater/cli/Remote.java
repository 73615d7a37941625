package dev.stopwater.cli;

import dev.stopwater.assembly.pki.Pem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import picocli.CommandLine.Option;

/// A server that runs elsewhere, reached with a kubeconfig of the kind that `stopwater serve`
/// writes: one server, one authority, one client certificate, all of them in the file.
final class Remote {

  private static final Duration PATIENCE = Duration.ofMinutes(7);
  private static final char[] NO_PASSWORD = {};

  @Option(
      names = "--kubeconfig",
      paramLabel = "FILE",
      description = "Which server, and as whom. Default: $KUBECONFIG, else that of .stopwater.")
  private Path kubeconfig =
      Path.of(System.getenv().getOrDefault("KUBECONFIG", ".stopwater/admin.kubeconfig"));

  /// What a server says, or why it says nothing, in one sentence.
  static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String sentence) {
      super(sentence);
    }
  }

  /// @throws RefusedException there is no such server, or it refuses
  byte[] get(String path) throws RefusedException, InterruptedException {
    String config = read();
    try (HttpClient http = HttpClient.newBuilder().sslContext(tls(config)).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(value(config, "server") + path))
              .timeout(PATIENCE)
              .build();
      HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        String said = new String(answer.body(), StandardCharsets.UTF_8).strip();
        throw new RefusedException("the server answers " + answer.statusCode() + ": " + said);
      }
      return answer.body();
    } catch (IOException e) {
      throw new RefusedException("cannot reach " + value(config, "server") + ": " + e);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new RefusedException("cannot use the keys in " + kubeconfig + ": " + e.getMessage());
    }
  }

  String text(String path) throws RefusedException, InterruptedException {
    return new String(get(path), StandardCharsets.UTF_8);
  }

  private String read() throws RefusedException {
    try {
      return Files.readString(kubeconfig);
    } catch (IOException e) {
      throw new RefusedException("cannot read the kubeconfig " + kubeconfig);
    }
  }

  private String value(String config, String key) throws RefusedException {
    Matcher found = Pattern.compile("(?m)^[ -]*" + key + ": *\"?([^\\s\"]+)").matcher(config);
    if (!found.find()) {
      throw new RefusedException("there is no " + key + " in " + kubeconfig);
    }
    return found.group(1);
  }

  private byte[] decoded(String config, String key) throws RefusedException {
    return Base64.getDecoder().decode(value(config, key));
  }

  private SSLContext tls(String config)
      throws GeneralSecurityException, IOException, RefusedException {
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(
        "authority",
        certificates.generateCertificate(
            new ByteArrayInputStream(decoded(config, "certificate-authority-data"))));
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry(
        "client",
        key(decoded(config, "client-key-data")),
        NO_PASSWORD,
        certificates
            .generateCertificates(
                new ByteArrayInputStream(decoded(config, "client-certificate-data")))
            .toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, NO_PASSWORD);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static PrivateKey key(byte[] pem) throws GeneralSecurityException, IOException {
    PrivateKey key = Pem.privateKeyIn(new String(pem, StandardCharsets.US_ASCII));
    if (key == null) {
      throw new GeneralSecurityException("there is no private key without a passphrase");
    }
    return key;
  }
}

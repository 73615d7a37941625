package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.fail;

import dev.stopwater.lab.client.TlsContexts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;

/// The JDK's HTTP client with the administrator's kubeconfig.
public final class Client {

  private static final Pattern REVISION = Pattern.compile("\"resourceVersion\":\"(\\d+)\"");
  private static final Pattern NAME = Pattern.compile("\"ADDED\".*?\"name\":\"([^\"]+)\"");

  private final HttpClient http;
  private final URI url;

  private Client(HttpClient http, URI url) {
    this.http = http;
    this.url = url;
  }

  static Client of(ServerProcess server) throws Exception {
    return new Client(HttpClient.newBuilder().sslContext(tls(server)).build(), server.url());
  }

  /// Trusts the server, and shows it the administrator's certificate.
  public static SSLContext tls(ServerProcess server) throws Exception {
    return tls(server.kubeconfig());
  }

  /// Trusts the server of a kubeconfig, and shows it the user's certificate.
  public static SSLContext tls(Path kubeconfig) throws Exception {
    String config = Files.readString(kubeconfig);
    return tls(
        decoded(config, "certificate-authority-data"),
        decoded(config, "client-certificate-data"),
        decoded(config, "client-key-data"));
  }

  /// Trusts whatever server there is, and shows it nothing: for clients with tokens.
  public static SSLContext trusting() throws Exception {
    return TlsContexts.ofAnybody(null, null);
  }

  private static byte[] decoded(String config, String key) {
    Matcher found = Pattern.compile(key + ": (\\S+)").matcher(config);
    if (!found.find()) {
      throw new IllegalStateException("the kubeconfig has no " + key);
    }
    return Base64.getDecoder().decode(found.group(1));
  }

  private static SSLContext tls(byte[] authority, byte[] certificate, byte[] key) throws Exception {
    CertificateFactory certificates = CertificateFactory.getInstance("X.509");
    KeyStore trust = KeyStore.getInstance("PKCS12");
    trust.load(null, null);
    trust.setCertificateEntry(
        "ca", certificates.generateCertificate(new ByteArrayInputStream(authority)));
    Collection<? extends Certificate> chain =
        certificates.generateCertificates(new ByteArrayInputStream(certificate));
    PrivateKey secret = secret(new String(key, StandardCharsets.US_ASCII));
    KeyStore own = KeyStore.getInstance("PKCS12");
    own.load(null, null);
    own.setKeyEntry("admin", secret, new char[0], chain.toArray(Certificate[]::new));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, new char[0]);
    TrustManagerFactory trusted = TrustManagerFactory.getInstance("PKIX");
    trusted.init(trust);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trusted.getTrustManagers(), null);
    return context;
  }

  private static PrivateKey secret(String pem) throws IOException {
    try (PEMParser parser = new PEMParser(new StringReader(pem))) {
      JcaPEMKeyConverter keys = new JcaPEMKeyConverter();
      return parser.readObject() instanceof PEMKeyPair pair
          ? keys.getKeyPair(pair).getPrivate()
          : fail("the kubeconfig's key is not in the form of SEC 1");
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofSeconds(60));
  }

  String get(String path) {
    try {
      return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> create(String name) throws IOException, InterruptedException {
    String body =
        "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name + "\"}}";
    return http.send(
        request("/api/v1/namespaces/default/configmaps")
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /// @return null if the server went away
  HttpResponse<String> tryCreate(String name) {
    try {
      return create(name);
    } catch (IOException e) {
      return null;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Any request; the body is JSON, or empty for none.
  HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return http.send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  long revision(String json) {
    Matcher found = REVISION.matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no resourceVersion in " + json);
    }
    return Long.parseLong(found.group(1));
  }

  /// The names of what a watch shows as added after a revision, until its time is over.
  List<String> watchedNames(long after) {
    String stream =
        get(
            "/api/v1/namespaces/default/configmaps?watch=true&timeoutSeconds=3&resourceVersion="
                + after);
    List<String> names = new ArrayList<>();
    for (String line : stream.split("\n")) {
      Matcher name = NAME.matcher(line);
      if (name.find()) {
        names.add(name.group(1));
      }
    }
    return names;
  }
}

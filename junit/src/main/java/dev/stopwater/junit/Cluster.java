package dev.stopwater.junit;

import dev.stopwater.assembly.pki.Kubeconfig;
import java.nio.file.Path;

/// The API server of a test, as its clients need to know it. Who comes with this kubeconfig is an
/// administrator. Any thread.
///
/// What a constructor, a `@BeforeEach` method or a test is given knows the test's own namespace;
/// what `@BeforeAll` is given serves for all tests, and its namespace is `default`.
public final class Cluster {

  private final TestServer server;
  private final String namespace;
  private final Kubeconfig access;

  Cluster(TestServer server, String namespace) {
    this.server = server;
    this.namespace = namespace;
    this.access = server.access();
  }

  /// Where it listens, such as `https://127.0.0.1:34567`.
  public String url() {
    return access.url();
  }

  /// A namespace that exists, and that nothing was ever in: the name of the test and a number. The
  /// kubeconfig's context has it too, so most clients use it when they are told nothing else.
  public String namespace() {
    return namespace;
  }

  /// A kubeconfig as text, with everything embedded.
  ///
  /// - fabric8: `Config.fromKubeconfig(cluster.kubeconfig())`
  /// - the official Java client: `Config.fromConfig(new StringReader(cluster.kubeconfig()))`
  public String kubeconfig() {
    return access.text(namespace);
  }

  /// The same as a file, for programs: `KUBECONFIG=…`. Readable by its owner alone, and deleted
  /// with the server.
  public Path kubeconfigFile() {
    return server.write(namespace, kubeconfig());
  }

  /// The certificate of the authority that vouches for the server, in PEM.
  public String caCertificate() {
    return access.authority();
  }

  /// The administrator's certificate, in PEM.
  public String clientCertificate() {
    return access.certificate();
  }

  /// The administrator's key, in PEM, in the form of SEC 1.
  public String clientKey() {
    return access.key();
  }

  /// A bearer token that is as good as the certificate.
  public String token() {
    return server.token();
  }

  @Override
  public String toString() {
    return "cluster at " + url() + ", namespace " + namespace;
  }
}

package dev.stopwater.bench.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.bench.load.Answer;
import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A service account with all rights and a token of a day, for kubeconfigs that have certificates
/// only: h2load can show none. Such a user is subject to flow control, which an administrator is
/// not.
final class ServiceAccount {

  private static final String NAME = "stopwater-bench";
  private static final String ACCOUNTS = "/api/v1/namespaces/default/serviceaccounts";
  private static final String BINDINGS = "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings";
  private static final Pattern TOKEN = Pattern.compile("\"token\":\\s*\"([^\"]+)\"");
  private static final int PATIENCE_SECONDS = 30;

  private ServiceAccount() {}

  /// @throws IOException the server gives no tokens
  static Target of(Target target) throws IOException, InterruptedException {
    try (Http2 connection = Http2.open(target, 1)) {
      make(
          connection,
          ACCOUNTS,
          """
          {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "%s"}}\
          """
              .formatted(NAME));
      make(
          connection,
          BINDINGS,
          """
          {"apiVersion": "rbac.authorization.k8s.io/v1", "kind": "ClusterRoleBinding", "metadata": {"name": "%1$s"},
           "roleRef": {"apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"},
           "subjects": [{"kind": "ServiceAccount", "name": "%1$s", "namespace": "default"}]}\
          """
              .formatted(NAME));
      String said =
          make(
              connection,
              ACCOUNTS + "/" + NAME + "/token",
              """
              {"apiVersion": "authentication.k8s.io/v1", "kind": "TokenRequest", "spec": {"expirationSeconds": 86400}}\
              """);
      Matcher token = TOKEN.matcher(said);
      if (!token.find()) {
        throw new IOException("the server answers a TokenRequest without a token: " + said);
      }
      URI url = target.url();
      return new Target(url, target.tls(), token.group(1));
    }
  }

  private static String make(Http2 connection, String path, String json)
      throws IOException, InterruptedException {
    Answer answer = connection.answer(Ask.post(path, json), PATIENCE_SECONDS);
    if (!answer.good() && answer.status() != 409) {
      throw new IOException(
          "the kubeconfig has no token, and none can be made: %s: %s"
              .formatted(path, answer.said()));
    }
    return new String(answer.body(), UTF_8);
  }
}

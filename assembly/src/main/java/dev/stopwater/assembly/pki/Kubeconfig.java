package dev.stopwater.assembly.pki;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;

/// With what one user reaches one server: everything that a kubeconfig says, in PEM where it is a
/// certificate or a key.
///
/// @param certificate of the user
/// @param key of the user
public record Kubeconfig(
    String url, String authority, String user, String certificate, String key) {

  static Kubeconfig of(String url, Authority authority, String user, Credential credential)
      throws GeneralSecurityException {
    return new Kubeconfig(
        url,
        Pem.certificate(authority.credential().certificate()),
        user,
        Pem.certificate(credential.certificate()),
        Pem.key(credential));
  }

  /// The file's text, everything embedded and the context chosen.
  ///
  /// @param namespace of the context, or empty for none
  public String text(String namespace) {
    return """
    apiVersion: v1
    kind: Config
    current-context: stopwater
    clusters:
    - name: stopwater
      cluster:
        server: %s
        certificate-authority-data: %s
    contexts:
    - name: stopwater
      context:
        cluster: stopwater
        user: %s%s
    users:
    - name: %s
      user:
        client-certificate-data: %s
        client-key-data: %s
    """
        .formatted(
            url,
            encoded(authority),
            user,
            namespace.isEmpty() ? "" : "\n    namespace: " + namespace,
            user,
            encoded(certificate),
            encoded(key));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  /// Without the key.
  @Override
  public String toString() {
    return user + " at " + url;
  }
}

package dev.stopwater.cli;

import dev.stopwater.assembly.ApiServer;

/// The one screen that a newcomer sees.
final class Screen {

  private Screen() {}

  static String of(ApiServer server) {
    return """

    Stopwater serves the Kubernetes API.

      URL         %s
      data        %s
      kubeconfig  %s

    In another terminal:

      export KUBECONFIG=%s
      kubectl get namespaces
      kubectl create deployment hello --image=nginx
      kubectl get deployments -o wide

    Ctrl-C stops it; everything acknowledged is on disk.
    """
        .formatted(server.url(), server.dataDirectory(), server.kubeconfig(), server.kubeconfig());
  }
}

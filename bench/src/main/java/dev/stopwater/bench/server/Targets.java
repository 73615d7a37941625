package dev.stopwater.bench.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The servers that a bench is told of.
final class Targets implements AutoCloseable {

  @Option(
      names = "--kubeconfig",
      required = true,
      paramLabel = "[NAME=]FILE[,PID…]",
      description = "A server, and what belongs to it beside the process on its port.")
  private List<String> kubeconfigs = new ArrayList<>();

  private @Nullable List<ApiTarget> opened;

  /// In the order of the command line; opened once.
  List<ApiTarget> all() throws IOException {
    if (opened == null) {
      opened = new ArrayList<>();
      for (String each : kubeconfigs) {
        opened.add(target(each));
      }
    }
    return opened;
  }

  private static ApiTarget target(String named) throws IOException {
    int equals = named.indexOf('=');
    String[] parts = named.substring(equals + 1).split(",");
    Path file = Path.of(parts[0]);
    List<Long> others = new ArrayList<>();
    for (int i = 1; i < parts.length; i++) {
      others.add(Long.parseLong(parts[i]));
    }
    Kubeconfig config = Kubeconfig.read(file);
    return new ApiTarget(
        equals < 0 ? file.getFileName().toString() : named.substring(0, equals),
        config.server(),
        config.token(),
        Processes.listeningOn(config.server().getPort()).and(others));
  }

  @Override
  public void close() {
    if (opened != null) {
      opened.forEach(ApiTarget::close);
    }
  }
}

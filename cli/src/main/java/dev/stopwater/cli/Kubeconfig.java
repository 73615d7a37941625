package dev.stopwater.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stopwater kubeconfig`: the administrator's kubeconfig, on standard output.
@Command(
    name = "kubeconfig",
    description = "Print the administrator's kubeconfig.",
    mixinStandardHelpOptions = true)
final class Kubeconfig implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The server's data directory. Default: ${DEFAULT-VALUE}")
  private Path dataDirectory = Path.of(".stopwater");

  @Override
  public Integer call() {
    Path file = dataDirectory.resolve("admin.kubeconfig");
    try {
      System.out.print(Files.readString(file));
      return 0;
    } catch (IOException e) {
      System.err.println(
          "stopwater: there is no kubeconfig at " + file + "; 'stopwater serve' makes it");
      return 1;
    }
  }
}

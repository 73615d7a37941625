package dev.stopwater.cli;

import dev.stopwater.assembly.Versions;
import picocli.CommandLine.Command;

/// `stopwater version`.
@Command(name = "version", description = "Print the versions of Stopwater and of its API.")
final class Version implements Runnable {

  @Override
  public void run() {
    System.out.println(
        "stopwater "
            + Versions.STOPWATER
            + ", serving Kubernetes "
            + Versions.KUBERNETES
            + ", Java "
            + Runtime.version().feature());
  }
}

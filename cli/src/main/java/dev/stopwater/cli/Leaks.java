package dev.stopwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stopwater leaks`: the requests that are proved never to go on.
@Command(
    name = "leaks",
    description = "Show the requests that are proved to be leaked; exit 1 if there is one.",
    mixinStandardHelpOptions = true)
final class Leaks implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();

  @Override
  public Integer call() throws InterruptedException {
    try {
      String report = remote.text("/debug/pprof/leak?debug=2");
      System.out.print(report);
      return report.startsWith("leak profile: total 0,") ? 0 : 1;
    } catch (Remote.RefusedException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 2;
    }
  }
}

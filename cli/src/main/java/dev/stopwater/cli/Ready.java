package dev.stopwater.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stopwater ready`: asks a server's `/readyz`, for those who watch over a process.
@Command(
    name = "ready",
    description = "Ask a server whether it is ready; exit 1 if it is not.",
    mixinStandardHelpOptions = true)
final class Ready implements Callable<Integer> {

  @Mixin private final Remote remote = new Remote();

  @Override
  public Integer call() throws InterruptedException {
    try {
      System.out.println(remote.text("/readyz").strip());
      return 0;
    } catch (Remote.RefusedException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 1;
    }
  }
}

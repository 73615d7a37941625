package dev.stopwater.cli;

import dev.stopwater.lifecycle.Threads;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stopwater top`: what a server is doing, again and again.
@Command(
    name = "top",
    description = "Show the requests that a server is serving, until interrupted.",
    mixinStandardHelpOptions = true)
final class Top implements Callable<Integer> {

  private static final String CLEAR = "\033[H\033[2J";

  @Mixin private Remote remote = new Remote();

  @Option(names = "--once", description = "Show it once.")
  private boolean once;

  @Option(
      names = "--interval",
      paramLabel = "SECONDS",
      description = "How often. Default: ${DEFAULT-VALUE}")
  private int interval = 2;

  @Override
  public Integer call() throws InterruptedException {
    try {
      while (true) {
        String table = remote.text("/debug/pprof/requests");
        System.out.print(once ? table : CLEAR + table);
        System.out.flush();
        if (once) {
          return 0;
        }
        Threads.Sleep.SYSTEM.sleep(Duration.ofSeconds(Math.max(1, interval)));
      }
    } catch (Remote.RefusedException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 1;
    }
  }
}

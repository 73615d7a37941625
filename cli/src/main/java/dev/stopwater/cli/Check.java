package dev.stopwater.cli;

import dev.stopwater.store.StoreException;
import dev.stopwater.store.local.CheckReport;
import dev.stopwater.store.local.LocalStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `stopwater check`: verifies a data directory that no server uses.
@Command(
    name = "check",
    description = "Verify the store in a data directory; exit 1 if it is damaged.",
    mixinStandardHelpOptions = true)
final class Check implements Callable<Integer> {

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      description = "The data directory. Default: ${DEFAULT-VALUE}")
  private Path dataDirectory = Path.of(".stopwater");

  @Override
  public Integer call() {
    Path store = dataDirectory.resolve("store");
    if (!Files.isDirectory(store)) {
      System.err.println("stopwater: there is no store in " + dataDirectory);
      return 1;
    }
    try {
      CheckReport report = LocalStore.check(store);
      System.out.println(report.text());
      return report.clean() ? 0 : 1;
    } catch (StoreException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 1;
    }
  }
}

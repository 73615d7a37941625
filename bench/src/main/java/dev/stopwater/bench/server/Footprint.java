package dev.stopwater.bench.server;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// What the processes of a server hold in memory when they are given many small pods.
@Command(name = "Footprint", mixinStandardHelpOptions = true)
public final class Footprint implements Callable<Integer> {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  @Mixin private final Targets targets = new Targets();

  @Option(names = "--pods", description = "How many. Default: ${DEFAULT-VALUE}")
  private int pods = 50_000;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Footprint()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (targets) {
      System.out.printf(
          "| target | RSS MiB, before | with %,d pods | bytes a pod in the list |%n", pods);
      System.out.println("|---|---|---|---|");
      for (ApiTarget target : targets.all()) {
        measure(target);
      }
    }
    return 0;
  }

  private void measure(ApiTarget target) throws IOException, InterruptedException {
    double before = target.processes().residentMib();
    target.ensureAll(PODS, pods, Footprint::pod);
    double after = target.processes().residentMib();
    long bytes = target.get(PODS + "?limit=500").length / 500;
    System.out.printf("| %s | %.0f | %.0f | %d |%n", target.name(), before, after, bytes);
  }

  private static String pod(int number) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod-%d", "labels": {"app": "app-%d"}},
     "spec": {"containers": [{"name": "main", "image": "registry.example/app:1"}]}}
    """
        .formatted(number, number % 100);
  }
}

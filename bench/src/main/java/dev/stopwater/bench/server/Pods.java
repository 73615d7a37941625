package dev.stopwater.bench.server;

import dev.stopwater.bench.report.Sample;
import dev.stopwater.bench.targets.ApiTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What the processes of a server hold in memory when they are given many small pods.
@Command(
    name = "pods",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Resident memory with many small pods: right after the last write, and at rest.")
final class Pods extends FigureCommand {

  private static final String PODS = "/api/v1/namespaces/default/pods";

  @Option(names = "--pods", description = "How many. Default: ${DEFAULT-VALUE}")
  private int pods = 50_000;

  @Option(
      names = "--rest",
      paramLabel = "<seconds>",
      description = "Without a request, before the last look. Default: ${DEFAULT-VALUE}")
  private int rest = 30;

  @Override
  String title() {
    return "%,d pods, then %d s of rest".formatted(pods, rest);
  }

  @Override
  List<Sample> measure(List<ApiTarget> servers) throws IOException, InterruptedException {
    List<Sample> filled = new ArrayList<>();
    for (ApiTarget each : servers) {
      double before = each.processes().residentMib();
      each.ensureAll(PODS, pods, Pods::pod);
      double after = each.processes().residentMib();
      int listed = Math.min(pods, 500);
      filled.add(
          Sample.of("", each.name())
              .with("RSS MiB before", before)
              .with("after the last", after)
              .with(
                  "bytes a pod in the list",
                  (double) each.get(PODS + "?limit=500").length / listed));
    }
    Thread.sleep(rest * 1_000L);
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      samples.add(filled.get(i).with("at rest", servers.get(i).processes().residentMib()));
    }
    return samples;
  }

  private static String pod(int number) {
    return """
    {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "pod-%d", "labels": {"app": "app-%d"}},
     "spec": {"containers": [{"name": "main", "image": "registry.example/app:1"}]}}
    """
        .formatted(number, number % 100);
  }

  @Override
  void clean(ApiTarget server) throws IOException, InterruptedException {
    server.deleteAll(PODS);
  }
}

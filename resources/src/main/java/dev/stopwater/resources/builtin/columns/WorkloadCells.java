package dev.stopwater.resources.builtin.columns;

import dev.stopwater.machinery.value.MapValue;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/// Cells of kinds that make pods.
final class WorkloadCells {

  /// Conditions of a job that are words for its state, in the order in which they matter.
  private static final List<String> ENDS = List.of("Complete", "Failed");

  private static final List<String> HALTS =
      List.of("Suspended", "FailureTarget", "SuccessCriteriaMet");

  private WorkloadCells() {}

  static void addTo(Functions functions) {
    functions
        .object("containers", pod -> ofContainers(pod, "name"))
        .object("images", pod -> ofContainers(pod, "image"))
        .object("readyReplicas", WorkloadCells::readyReplicas)
        .object("jobStatus", WorkloadCells::jobStatus)
        .object("jobCompletions", WorkloadCells::jobCompletions)
        .objectNow("jobDuration", WorkloadCells::jobDuration);
  }

  private static String ofContainers(MapValue pod, String field) {
    return pod.listOrEmpty("containers").maps().stream()
        .map(container -> container.text(field, ""))
        .collect(Collectors.joining(","));
  }

  private static String readyReplicas(MapValue workload) {
    long ready = workload.mapOrEmpty("status").integer("readyReplicas", 0);
    return ready + "/" + workload.mapOrEmpty("spec").integer("replicas", 0);
  }

  private static String jobStatus(MapValue job) {
    for (String end : ENDS) {
      if (Conditions.holds(job, end)) {
        return end;
      }
    }
    if (job.mapOrEmpty("metadata").has("deletionTimestamp")) {
      return "Terminating";
    }
    return HALTS.stream().filter(halt -> Conditions.holds(job, halt)).findFirst().orElse("Running");
  }

  private static String jobCompletions(MapValue job) {
    long succeeded = job.mapOrEmpty("status").integer("succeeded", 0);
    Long wanted = job.integerAt("spec", "completions");
    if (wanted != null) {
      return succeeded + "/" + wanted;
    }
    long parallelism = job.mapOrEmpty("spec").integer("parallelism", 0);
    return succeeded + "/1" + (parallelism > 1 ? " of " + parallelism : "");
  }

  private static String jobDuration(MapValue job, Instant now) {
    Instant started = Ages.time(job.at("status", "startTime"));
    Instant completed = Ages.time(job.at("status", "completionTime"));
    if (started == null) {
      return "";
    }
    return Ages.since(started, completed == null ? now : completed);
  }
}

package dev.stopwater.resources.builtin.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.builtin.defaults.Kinds;
import dev.stopwater.resources.definition.Definition;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreparationTest {

  private final Preparation preparation =
      new Preparation(InstantSource.fixed(Instant.parse("2030-01-02T03:04:05.678Z")));

  private static Definition kind(String group, String kind) {
    Schema schema = Kinds.struct((group.isEmpty() ? "core" : group) + ".v1." + kind);
    Kinds.withValue(schema, "status", Kinds.struct("core.v1." + kind + "Status"));
    Definition plain = Kinds.definition(group, "v1", schema);
    return new Definition(
        plain.group(),
        plain.version(),
        plain.resource(),
        plain.kind(),
        plain.namespaced(),
        plain.names(),
        plain.verbs(),
        Map.of("status", new Definition.Subresource("status", Set.of(), group, "v1", kind)),
        plain.schema(),
        plain.storageVersion());
  }

  private static MapValue withGeneration(int generation) {
    return MapValue.of("metadata", MapValue.of("generation", generation));
  }

  private static MapValue withSpec(MapValue spec) {
    return MapValue.of("metadata", MapValue.of("generation", 4)).put("spec", spec);
  }

  @Test
  void aStatusSentAtCreationIsNotKept() {
    MapValue deployment = MapValue.of("status", MapValue.of("replicas", 3));

    preparation.create(kind("apps", "Deployment"), deployment);

    assertThat(deployment.map("status")).isEqualTo(new MapValue());
    assertThat(deployment.integerAt("metadata", "generation")).isEqualTo(1);
  }

  @Test
  void aNodeBringsItsStatus() {
    MapValue node = MapValue.of("status", MapValue.of("phase", "Running"));

    preparation.create(kind("", "Node"), node);

    assertThat(node.textAt("status", "phase")).isEqualTo("Running");
  }

  @ParameterizedTest
  @CsvSource({
    "apps, Deployment, spec, 5",
    "apps, Deployment, annotations, 5",
    "apps, Deployment, labels, 4",
    "apps, StatefulSet, annotations, 4",
    "scheduling.k8s.io, PriorityClass, description, 4",
    "discovery.k8s.io, EndpointSlice, labels, 5",
    "discovery.k8s.io, EndpointSlice, endpoints, 5",
    "example.com, Custom, whatever, 5",
    "example.com, Custom, labels, 4",
  })
  void theGenerationGrowsWithWhatTheKindCounts(
      String group, String kind, String changed, long generation) {
    MapValue old = withGeneration(4);
    MapValue now = old.copy();
    boolean inMetadata = changed.equals("annotations") || changed.equals("labels");
    (inMetadata ? now.mapOrPut("metadata") : now).put(changed, MapValue.of("a", "b"));

    preparation.update(kind(group, kind), now, old);

    assertThat(now.integerAt("metadata", "generation")).isEqualTo(generation);
  }

  @Test
  void aStatusIsNotChangedThroughTheResource() {
    MapValue old = withSpec(new MapValue()).put("status", MapValue.of("replicas", 1));
    MapValue now = old.copy().put("status", MapValue.of("replicas", 9));

    preparation.update(kind("apps", "ReplicaSet"), now, old);

    assertThat(now).isEqualTo(old);
  }

  @ParameterizedTest
  @CsvSource({
    "'', Node, true, true",
    "apps, Deployment, false, true",
    "flowcontrol.apiserver.k8s.io, FlowSchema, false, false",
    "example.com, Custom, false, false",
  })
  void aWriteToTheStatusMayChangeMetadataForSomeKinds(
      String group, String kind, boolean labels, boolean annotations) {
    MapValue old = withSpec(MapValue.of("a", "b"));
    MapValue now = withSpec(MapValue.of("a", "c")).put("status", MapValue.of("x", "y"));
    now.mapOrPut("metadata").put("labels", MapValue.of("l", "1"));
    now.mapOrPut("metadata").put("annotations", MapValue.of("n", "1"));

    preparation.status(kind(group, kind), now, old);

    assertThat(now.map("spec")).isEqualTo(MapValue.of("a", "b"));
    assertThat(now.map("status")).isEqualTo(MapValue.of("x", "y"));
    assertThat(now.mapOrEmpty("metadata").has("labels")).isEqualTo(labels);
    assertThat(now.mapOrEmpty("metadata").has("annotations")).isEqualTo(annotations);
  }

  @Test
  void aJobSelectsPodsByItsUid() {
    MapValue job = MapValue.of("metadata", MapValue.of("name", "j", "uid", "u-1"));

    preparation.create(kind("batch", "Job"), job);

    MapValue labels =
        MapValue.of(
            "job-name", "j",
            "controller-uid", "u-1",
            "batch.kubernetes.io/job-name", "j",
            "batch.kubernetes.io/controller-uid", "u-1");
    assertThat(job.mapAt("spec", "template", "metadata", "labels")).isEqualTo(labels);
    assertThat(job.mapAt("metadata", "labels")).isNull(); // until it is read again
    assertThat(job.mapAt("spec", "selector", "matchLabels"))
        .isEqualTo(MapValue.of("batch.kubernetes.io/controller-uid", "u-1"));
  }

  @Test
  void aNamespaceEndsWithTheServersOwnFinalizer() {
    MapValue namespace =
        MapValue.of("spec", MapValue.of("finalizers", ListValue.of(new Text("a.b/c"))));

    preparation.create(kind("", "Namespace"), namespace);

    assertThat(namespace.mapOrEmpty("spec").listOrEmpty("finalizers").texts())
        .isEqualTo(List.of("a.b/c", "kubernetes"));
    assertThat(namespace.textAt("status", "phase")).isEqualTo("Active");
  }

  @Test
  void aGatedPodSaysSinceWhenItWaits() {
    MapValue gates = MapValue.of("schedulingGates", ListValue.of(MapValue.of("name", "g")));
    MapValue pod = MapValue.of("spec", gates);

    preparation.create(kind("", "Pod"), pod);

    MapValue condition = pod.mapOrEmpty("status").listOrEmpty("conditions").mapAt(0);
    assertThat(condition.text("reason")).isEqualTo("SchedulingGated");
    assertThat(condition.text("lastTransitionTime")).isEqualTo("2030-01-02T03:04:05Z");
  }

  @ParameterizedTest
  @CsvSource({
    "'', '', '', '', BestEffort",
    "0, '', '', '', BestEffort",
    "1, '', '', '', Burstable",
    "1, 1Gi, 1, 1Gi, Guaranteed",
    "'', '', 1, 1Gi, Guaranteed",
    "500m, 1Gi, 1, 1Gi, Burstable",
    "'', '', 1, '', Burstable",
  })
  void theClassOfServiceFollowsRequestsAndLimits(
      String cpu, String memory, String cpuLimit, String memoryLimit, String expected) {
    MapValue resources =
        MapValue.of("requests", asked(cpu, memory), "limits", asked(cpuLimit, memoryLimit));
    MapValue container = MapValue.of("resources", resources);
    MapValue pod = MapValue.of("spec", MapValue.of("containers", ListValue.of(container)));

    preparation.create(kind("", "Pod"), pod);

    assertThat(pod.textAt("status", "qosClass")).isEqualTo(expected);
  }

  private static MapValue asked(String cpu, String memory) {
    MapValue quantities = new MapValue();
    if (!cpu.isEmpty()) {
      quantities.put("cpu", cpu);
    }
    if (!memory.isEmpty()) {
      quantities.put("memory", memory);
    }
    return quantities;
  }

  @Test
  void keysToMatchBecomeExpressionsWithThePodsOwnLabels() {
    MapValue constraint =
        MapValue.of(
            "labelSelector",
            new MapValue(),
            "matchLabelKeys",
            ListValue.ofTexts(List.of("h", "i")));
    MapValue pod =
        MapValue.of(
            "metadata",
            MapValue.of("labels", MapValue.of("h", "1")),
            "spec",
            MapValue.of("topologySpreadConstraints", ListValue.of(constraint)));

    preparation.create(kind("", "Pod"), pod);

    assertThat(constraint.mapOrEmpty("labelSelector").list("matchExpressions"))
        .isEqualTo(
            ListValue.of(
                MapValue.of("key", "h", "operator", "In", "values", ListValue.of(new Text("1")))));
  }

  @Test
  void aResizeChangesResourcesAlone() {
    MapValue container = MapValue.of("name", "c", "image", "app:1");
    MapValue old = withSpec(MapValue.of("containers", ListValue.of(container)));
    MapValue now = old.copy();
    MapValue resources = MapValue.of("requests", MapValue.of("cpu", "1"));
    now.mapOrEmpty("spec")
        .listOrEmpty("containers")
        .mapAt(0)
        .put("image", "other")
        .put("resources", resources);

    preparation.partOfPod(kind("", "Pod"), now, old, "resize");

    assertThat(now.mapOrEmpty("spec").listOrEmpty("containers").mapAt(0))
        .isEqualTo(MapValue.of("name", "c", "image", "app:1", "resources", resources));
    assertThat(now.integerAt("metadata", "generation")).isEqualTo(5);
  }

  @ParameterizedTest
  @CsvSource({
    "n, Running, , 30",
    "n, Running, 5, 5",
    "n, Running, -1, 1",
    "'', Pending, 5, 0",
    "n, Succeeded, 5, 0",
  })
  void aPodTakesTimeToEndOnlyWhereItRuns(String node, String phase, Long asked, long expected) {
    MapValue pod =
        MapValue.of("spec", MapValue.of("nodeName", node), "status", MapValue.of("phase", phase));

    assertThat(Preparation.gracePeriodSeconds(kind("", "Pod"), pod, asked)).isEqualTo(expected);
    assertThat(Preparation.gracePeriodSeconds(kind("", "ConfigMap"), pod, asked)).isZero();
  }
}

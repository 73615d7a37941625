package dev.stopwater.resources.builtin.defaults;

import static dev.stopwater.resources.builtin.defaults.Kinds.definition;
import static dev.stopwater.resources.builtin.defaults.Kinds.listOf;
import static dev.stopwater.resources.builtin.defaults.Kinds.struct;
import static dev.stopwater.resources.builtin.defaults.Kinds.withValue;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.schema.Schema;
import dev.stopwater.machinery.schema.Type;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.definition.Definition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultsTest {

  private static final Schema CONTAINER =
      struct(
          "core.v1.Container",
          "ports",
          listOf(struct("core.v1.ContainerPort")),
          "livenessProbe",
          new Type.Struct(struct("core.v1.Probe")));
  private static final Schema POD_SPEC =
      struct(
          "core.v1.PodSpec",
          "containers",
          listOf(CONTAINER),
          "volumes",
          listOf(struct("core.v1.Volume")));
  private static final Definition PODS =
      definition("", "v1", withValue(struct("core.v1.Pod"), "spec", POD_SPEC));
  private static final Definition DEPLOYMENTS = definition("apps", "v1", deployment());
  private static final Definition SERVICES =
      definition(
          "",
          "v1",
          withValue(
              struct("core.v1.Service"),
              "spec",
              struct("core.v1.ServiceSpec", "ports", listOf(struct("core.v1.ServicePort")))));

  private static Schema deployment() {
    Schema spec = struct("apps.v1.DeploymentSpec");
    withValue(spec, "template", withValue(struct("core.v1.PodTemplateSpec"), "spec", POD_SPEC));
    withValue(spec, "strategy", struct("apps.v1.DeploymentStrategy"));
    return withValue(struct("apps.v1.Deployment"), "spec", spec);
  }

  private static MapValue podWith(MapValue container) {
    return MapValue.of("spec", MapValue.of("containers", ListValue.of(container)));
  }

  private static MapValue applied(Definition definition, MapValue object) {
    Defaults.apply(definition, object);
    return object;
  }

  @ParameterizedTest
  @CsvSource({
    "app:1, IfNotPresent",
    "app, Always",
    "app:latest, Always",
    "host:5000/team/app, Always",
    "host:5000/team/app:2, IfNotPresent",
    "Not An Image, IfNotPresent",
    "app@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, IfNotPresent",
  })
  void thePullPolicyFollowsTheTag(String image, String policy) {
    MapValue pod = applied(PODS, podWith(MapValue.of("name", "c", "image", image)));

    MapValue container = pod.mapOrEmpty("spec").listOrEmpty("containers").mapAt(0);
    assertThat(container.text("imagePullPolicy")).isEqualTo(policy);
  }

  @Test
  void aPodOfTheHostNetworkOpensItsPortsOnTheHost() {
    MapValue port = MapValue.of("containerPort", 80);
    MapValue pod = podWith(MapValue.of("ports", ListValue.of(port)));
    pod.mapOrPut("spec").put("hostNetwork", true);

    applied(PODS, pod);

    assertThat(port).isEqualTo(MapValue.of("containerPort", 80, "hostPort", 80, "protocol", "TCP"));
  }

  @Test
  void limitsOfAPodBecomeRequestsWhereNoneAreGiven() {
    MapValue resources =
        MapValue.of(
            "limits",
            MapValue.of("cpu", "2", "memory", "1Gi"),
            "requests",
            MapValue.of("cpu", "1"));

    applied(PODS, podWith(MapValue.of("resources", resources)));

    assertThat(resources.map("requests")).isEqualTo(MapValue.of("cpu", "1", "memory", "1Gi"));
  }

  @Test
  void aTemplateGetsWhatEveryPodSpecGetsButNotWhatOnlyPodsGet() {
    MapValue deployment = applied(DEPLOYMENTS, new MapValue());

    assertThat(deployment.textAt("spec", "template", "spec", "dnsPolicy"))
        .isEqualTo("ClusterFirst");
    assertThat(deployment.at("spec", "template", "spec", "enableServiceLinks")).isNull();
    assertThat(deployment.mapAt("spec", "strategy"))
        .isEqualTo(
            MapValue.of(
                "type",
                "RollingUpdate",
                "rollingUpdate",
                MapValue.of("maxUnavailable", "25%", "maxSurge", "25%")));
  }

  @Test
  void applyingTwiceIsTheSameAsOnce() {
    MapValue once = applied(DEPLOYMENTS, new MapValue());
    MapValue twice = applied(DEPLOYMENTS, once.copy());

    assertThat(twice).isEqualTo(once);
  }

  @Test
  void whatTheClientSaidStays() {
    MapValue pod = podWith(MapValue.of("name", "c", "imagePullPolicy", "Never"));
    pod.mapOrPut("spec").put("dnsPolicy", "None").put("enableServiceLinks", false);

    applied(PODS, pod);

    MapValue spec = pod.mapOrEmpty("spec");
    assertThat(spec.text("dnsPolicy")).isEqualTo("None");
    assertThat(spec.flag("enableServiceLinks")).isFalse();
    assertThat(spec.listOrEmpty("containers").mapAt(0).text("imagePullPolicy")).isEqualTo("Never");
  }

  @Test
  void aPeriodOfZeroIsNoPeriod() {
    MapValue probe = MapValue.of("periodSeconds", 0, "failureThreshold", 7);

    applied(PODS, podWith(MapValue.of("livenessProbe", probe)));

    assertThat(probe.integer("periodSeconds")).isEqualTo(10);
    assertThat(probe.integer("failureThreshold")).isEqualTo(7);
  }

  @Test
  void aVolumeWithoutSourceIsAnEmptyDirectory() {
    MapValue volume = MapValue.of("name", "v");

    applied(PODS, MapValue.of("spec", MapValue.of("volumes", ListValue.of(volume))));

    assertThat(volume).isEqualTo(MapValue.of("name", "v", "emptyDir", new MapValue()));
  }

  @ParameterizedTest
  @CsvSource({
    "ClusterIP, , Cluster",
    "NodePort, Cluster, Cluster",
    "LoadBalancer, Cluster, Cluster",
    "ExternalName, , ",
  })
  void trafficPoliciesFollowTheTypeOfAService(String type, String external, String internal) {
    MapValue service = applied(SERVICES, MapValue.of("spec", MapValue.of("type", type)));

    assertThat(service.textAt("spec", "externalTrafficPolicy")).isEqualTo(external);
    assertThat(service.textAt("spec", "internalTrafficPolicy")).isEqualTo(internal);
  }

  @Test
  void aServicePortTargetsItselfAndSpeaksTcp() {
    MapValue port = MapValue.of("port", 80);

    applied(SERVICES, MapValue.of("spec", MapValue.of("ports", ListValue.of(port))));

    assertThat(port).isEqualTo(MapValue.of("port", 80, "targetPort", 80, "protocol", "TCP"));
  }

  @Test
  void clientAffinityLastsThreeHoursUnlessToldOtherwise() {
    MapValue service =
        applied(SERVICES, MapValue.of("spec", MapValue.of("sessionAffinity", "ClientIP")));

    assertThat(service.integerAt("spec", "sessionAffinityConfig", "clientIP", "timeoutSeconds"))
        .isEqualTo(10_800);
  }
}

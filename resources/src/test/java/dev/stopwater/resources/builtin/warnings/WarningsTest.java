package dev.stopwater.resources.builtin.warnings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class WarningsTest {

  @Test
  void aDeploymentIsWarnedOfDotsInItsNameOnceAndOfItsTemplateWheneverThatChanges() {
    MapValue deployment =
        map(
            "{'metadata':{'name':'a.b'},'spec':{'template':{'spec':{'containers':[{'name':'c',"
                + "'env':[{'name':'A'},{'name':'A'}]}]}}}}");
    String hidden =
        "spec.template.spec.containers[0].env[1]: hides previous definition of \"A\", which may be"
            + " dropped when using apply";
    Definition kind = kind("apps", "deployments");
    assertThat(Warnings.of(kind, deployment, null))
        .containsExactly(
            "metadata.name: this is used in Pod names and hostnames, which can result in"
                + " surprising behavior; a DNS label is recommended: [must not contain dots]",
            hidden);
    assertThat(Warnings.of(kind, deployment, deployment.copy())).isEmpty();
    assertThat(Warnings.of(kind, deployment, map("{}"))).containsExactly(hidden);
  }

  @Test
  void aPodIsWarnedOfOldVolumesAndFractionsOfBytes() {
    MapValue pod =
        map(
            "{'metadata':{'name':'p'},'spec':{'volumes':[{'name':'v','gitRepo':{'repository':'r'}}],"
                + "'containers':[{'name':'c','resources':{'requests':{'memory':'500m'}}}]}}");
    assertThat(Warnings.of(kind("", "pods"), pod, null))
        .isEqualTo(
            List.of(
                "spec.volumes[0].gitRepo: deprecated in v1.11, and disabled by default in v1.33+",
                "spec.containers[0].resources.requests[memory]: fractional byte value \"500m\" is"
                    + " invalid, must be an integer"));
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ''  | pods     | {'spec':{'containers':[{'ports':[{'containerPort':80},{'containerPort':80}]}]}} | spec.containers[0].ports[1]: duplicate port definition with spec.containers[0].ports[0]
          ''  | pods     | {'spec':{'containers':[{'ports':[{'containerPort':80,'hostPort':8}]},{'ports':[{'containerPort':80}]}]}} | spec.containers[1].ports[0]: overlapping port definition with spec.containers[0].ports[0]
          ''  | pods     | {'spec':{'containers':[{'ports':[{'containerPort':80,'hostPort':8,'hostIP':'1.2.3.4'},{'containerPort':80,'hostPort':8}]}]}} | spec.containers[0].ports[1]: dangerously ambiguous port definition with spec.containers[0].ports[0]
          ''  | pods     | {'spec':{'containers':[{'ports':[{'containerPort':80,'protocol':'TCP','hostIP':'1.2.3.4'}]}]}} | spec.containers[0].ports[0]: hostIP set without hostPort: {Name: HostPort:0 ContainerPort:80 Protocol:TCP HostIP:1.2.3.4}
          ''  | pods     | {'spec':{'volumes':[{'name':'v','secret':{'secretName':'s','items':[{'path':'p'},{'path':'p/q'},{'path':'pq'}]}}]}} | volume "v" (Secret "s"): overlapping paths: "p/q" with "p"
          ''  | pods     | {'spec':{'volumes':[{'name':'v','projected':{'sources':[{'serviceAccountToken':{'path':'p'}},{'configMap':{'name':'m','items':[{'path':'p'}]}}]}}]}} | volume "v" (Projected): overlapping paths: "p" (ConfigMap "m") with "p" (ServiceAccountToken)
          ''  | pods     | {'spec':{'volumes':[{'name':'v','projected':{'sources':[{}]}},{'name':'w','projected':{}}]}} | volume "v" (Projected) has no sources provided
          ''  | services | {'spec':{'clusterIP':'None','externalIPs':['1.2.3.4']}} | spec.externalIPs is ignored for headless services
          ''  | services | {'spec':{'clusterIP':'None','sessionAffinity':'ClientIP'}} | spec.SessionAffinity is ignored for headless services
          ''  | services | {'spec':{'trafficDistribution':'PreferClose'}} | spec.trafficDistribution: "PreferClose" is deprecated; use "PreferSameZone"
          ''  | persistentvolumes | {'metadata':{'annotations':{'volume.beta.kubernetes.io/mount-options':'x'}}} | metadata.annotations[volume.beta.kubernetes.io/mount-options]: deprecated since v1.31; use "mountOptions" attribute instead
          ''  | persistentvolumes | {'spec':{'rbd':{},'flocker':{}}} | spec.rbd: deprecated in v1.28, non-functional in v1.31+
          discovery.k8s.io | endpointslices | {'addressType':'FQDN'} | spec.addressType: FQDN endpoints are deprecated
          node.k8s.io | runtimeclasses | {'scheduling':{'nodeSelector':{'beta.kubernetes.io/os':'x'}}} | scheduling.nodeSelector: deprecated since v1.14; use "kubernetes.io/os" instead
          storage.k8s.io | storageclasses | {'allowedTopologies':[{'matchLabelExpressions':[{'key':'a'},{'key':'beta.kubernetes.io/os'}]}]} | allowedTopologies[0].matchLabelExpressions[1].key: deprecated since v1.14; use "kubernetes.io/os" instead
          apps | deployments | {'spec':{'template':{'metadata':{'annotations':{'container.apparmor.security.beta.kubernetes.io/c':'x'}},'spec':{'containers':[{'name':'c'}]}}}} | spec.template.metadata.annotations[container.apparmor.security.beta.kubernetes.io/c]: deprecated since v1.30; use the "appArmorProfile" field instead
          """)
  void eachIsWarnedOfInUpstreamsWords(
      String group, String resource, String object, String warning) {
    Definition kind = kind(group.replace("''", ""), resource);
    assertThat(Warnings.of(kind, map(object), null)).containsExactly(warning);
  }

  @Test
  void aPodIsWarnedOfItsProfilesBeforeItIsJudged() {
    String annotation = "container.apparmor.security.beta.kubernetes.io/";
    MapValue pod =
        map(
            "{'metadata':{'annotations':{'"
                + annotation
                + "c':'x','"
                + annotation
                + "d':'x'}},'spec':{'containers':[{'name':'c'},{'name':'d','securityContext':"
                + "{'appArmorProfile':{'type':'Unconfined'}}}]}}");
    assertThat(Warnings.early(kind("", "pods"), pod))
        .containsExactly(
            "metadata.annotations["
                + annotation
                + "c]: deprecated since v1.30; use the \"appArmorProfile\" field instead");
    assertThat(Warnings.of(kind("", "pods"), pod, null)).isEmpty();
  }

  private static Definition kind(String group, String resource) {
    return Objects.requireNonNull(Catalog.builtin().find(group, "v1", resource));
  }

  private static MapValue map(String json) {
    return (MapValue) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}

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

  private static Definition kind(String group, String resource) {
    return Objects.requireNonNull(Catalog.builtin().find(group, "v1", resource));
  }

  private static MapValue map(String json) {
    return (MapValue) Json.parse(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
  }
}

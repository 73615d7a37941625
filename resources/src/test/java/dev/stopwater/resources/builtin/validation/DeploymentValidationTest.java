package dev.stopwater.resources.builtin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DeploymentValidationTest {

  private static MapValue deployment() {
    MapValue labels = MapValue.of("a", "b");
    MapValue container =
        MapValue.of(
            "name",
            "c",
            "image",
            "i",
            "terminationMessagePolicy",
            "File",
            "imagePullPolicy",
            "Always");
    MapValue pod =
        MapValue.of(
            "containers",
            ListValue.of(container),
            "restartPolicy",
            "Always",
            "dnsPolicy",
            "ClusterFirst");
    MapValue template = MapValue.of("metadata", MapValue.of("labels", labels), "spec", pod);
    MapValue spec =
        MapValue.of(
            "selector",
            MapValue.of("matchLabels", labels),
            "template",
            template,
            "strategy",
            MapValue.of("type", "Recreate"));
    return MapValue.of("metadata", MapValue.of("name", "a"), "spec", spec);
  }

  private static List<String> faults(MapValue deployment) {
    FieldErrors errors = new FieldErrors();
    DeploymentValidation.RULES.create().check(deployment, errors);
    return errors.all().stream().map(DeploymentValidationTest::text).toList();
  }

  private static String text(FieldError error) {
    return error.field() + ": " + error.message();
  }

  @Test
  void aGoodOneHasNoFaults() {
    assertThat(faults(deployment())).isEmpty();
  }

  @Test
  void faultsComeInTheOrderOfUpstream() {
    MapValue deployment = deployment();
    MapValue spec = deployment.mapOrPut("spec");
    spec.put("replicas", -1).put("minReadySeconds", -2);
    spec.remove("selector");
    assertThat(faults(deployment))
        .containsExactly(
            "spec.replicas: Invalid value: -1: must be greater than or equal to 0",
            "spec.selector: Required value",
            "spec.template.metadata.labels: Invalid value: {\"a\":\"b\"}: `selector` does not match"
                + " template `labels`",
            "spec.minReadySeconds: Invalid value: -2: must be greater than or equal to 0");
  }

  @Test
  void aSelectorMayNotChange() {
    MapValue changed = deployment();
    MapValue labels = MapValue.of("a", "z");
    changed.mapOrPut("spec").put("selector", MapValue.of("matchLabels", labels));
    changed
        .mapOrPut("spec")
        .mapOrPut("template")
        .put("metadata", MapValue.of("labels", labels.copy()));
    FieldErrors errors = new FieldErrors();
    DeploymentValidation.RULES.update().check(changed, deployment(), errors);
    assertThat(errors.all().stream().map(DeploymentValidationTest::text))
        .containsExactly(
            "spec.selector: Invalid value: {\"matchLabels\":{\"a\":\"z\"}}: field is immutable");
  }
}

package dev.stopwater.resources.builtin.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.errors.FieldError;
import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.value.MapValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PodValidationTest {

  private static final String CONTAINER =
      "'imagePullPolicy':'Always','terminationMessagePolicy':'File'";
  private static final String POD =
      "'restartPolicy':'Always','dnsPolicy':'ClusterFirst','containers':[{'name':'c',%s}]%s";

  private static MapValue spec(String container, String more) {
    String text = "{" + POD.formatted(CONTAINER + container, more) + "}";
    byte[] json = text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    return (MapValue) Json.parse(json);
  }

  private static List<String> faults(String container, String more) {
    FieldErrors errors = new FieldErrors();
    PodSpecValidation.check(spec(container, more), PodValidation.SPEC, errors);
    return errors.all().stream().map(PodValidationTest::shown).toList();
  }

  private static String shown(FieldError error) {
    return error.field() + ": " + error.message();
  }

  @Test
  void aContainerNeedsAnImage() {
    assertThat(faults("", "")).containsExactly("spec.containers[0].image: Required value");
  }

  @Test
  void volumesAreJudgedBeforeTheContainersThatMountThem() {
    assertThat(
            faults(
                ",'image':'i','volumeMounts':[{'name':'w','mountPath':'/w'}]",
                ",'volumes':[{'name':'v','hostPath':{}}]"))
        .containsExactly(
            "spec.volumes[0].hostPath.path: Required value",
            "spec.containers[0].volumeMounts[0].name: Not found: \"w\"");
  }

  @Test
  void aVolumeWithAFaultCannotBeMounted() {
    assertThat(
            faults(
                ",'image':'i','volumeMounts':[{'name':'v','mountPath':'/v'}]",
                ",'volumes':[{'name':'v','hostPath':{}}]"))
        .containsExactly(
            "spec.volumes[0].hostPath.path: Required value",
            "spec.containers[0].volumeMounts[0].name: Not found: \"v\"");
  }

  @Test
  void requestsStayWithinLimits() {
    assertThat(faults(",'image':'i','resources':{'limits':{'cpu':'1'},'requests':{'cpu':'2'}}", ""))
        .containsExactly(
            "spec.containers[0].resources.requests: Invalid value: \"2\": must be less than or"
                + " equal to cpu limit of 1");
  }

  @Test
  void whatMayNotChangeIsShownAsADifference() {
    MapValue old = spec(",'image':'i'", "");
    MapValue now = spec(",'image':'i'", ",'hostname':'h'");
    FieldErrors errors = new FieldErrors();
    PodUpdates.unchanged(now, old, "no\n", errors);
    assertThat(errors.all())
        .singleElement()
        .extracting(FieldError::message)
        .asString()
        .startsWith("Forbidden: no\n@@ -")
        .contains(
            " \"ImagePullSecrets\": null,\n- \"Hostname\": \"\",\n+ \"Hostname\": \"h\",\n"
                + "  \"Subdomain\": \"\",\n");
  }
}

package dev.stopwater.admission.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.stopwater.admission.AdmissionAttributes;
import dev.stopwater.admission.AdmissionAttributes.Operation;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BuiltinAdmissionTest {

  private final FakeLookup lookup =
      new FakeLookup().with("namespaces", "", Requests.named(Requests.NAMESPACE));

  private MapValue created(String group, String resource, MapValue object) {
    BuiltinAdmission.of(lookup).mutate(Requests.create(group, resource, object));
    return object;
  }

  private void refused(AdmissionAttributes request, int code, String message) {
    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> {
          BuiltinAdmission.of(lookup).mutate(request);
          BuiltinAdmission.of(lookup).validate(request);
        })
        .satisfies(refusal -> assertThat(refusal.code()).isEqualTo(code))
        .withMessage(message);
  }

  private static MapValue pod(MapValue spec) {
    return Requests.named("a").put("spec", spec);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          enforce         | strict | must be one of privileged, baseline, restricted
          warn-version    | 1.2    | must be "latest" or "v1.x"
          audit-version   | v1.01  | must be "latest" or "v1.x"
          """)
  void aLevelOfPodSecurityIsKnown(String label, String value, String why) {
    String key = "pod-security.kubernetes.io/" + label;
    MapValue namespace = Requests.named("n");
    namespace.mapOrPut("metadata").put("labels", MapValue.of(key, value));
    refused(
        Requests.create("", "namespaces", namespace),
        422,
        "namespaces \"n\" is invalid: metadata.labels["
            + key
            + "]: Invalid value: \""
            + value
            + "\": "
            + why);
  }

  @Test
  void aPodWithoutClassHasPriorityZero() {
    MapValue spec = created("", "pods", pod(new MapValue())).mapOrEmpty("spec");

    assertThat(spec.integer("priority")).isZero();
    assertThat(spec.text("preemptionPolicy")).isEqualTo("PreemptLowerPriority");
  }

  @Test
  void aPodTakesTheDefaultClassAndItsValue() {
    lookup.with(
        "priorityclasses", "", Requests.named("common").put("globalDefault", true).put("value", 9));

    MapValue spec = created("", "pods", pod(new MapValue())).mapOrEmpty("spec");

    assertThat(spec.text("priorityClassName")).isEqualTo("common");
    assertThat(spec.integer("priority")).isEqualTo(9);
  }

  @Test
  void aPodMayNotGiveItselfAPriority() {
    refused(
        Requests.create("", "pods", pod(MapValue.of("priority", 7))),
        403,
        "pods \"a\" is forbidden: the integer value of priority (7) must not be provided in pod"
            + " spec; priority admission controller computed 0 from the given PriorityClass name");
  }

  @Test
  void anUpdatedPodKeepsItsPriority() {
    MapValue now = pod(new MapValue());
    MapValue old = pod(MapValue.of("priority", 3));

    BuiltinAdmission.of(lookup).mutate(Requests.update("", "pods", now, old));

    assertThat(now.integerAt("spec", "priority")).isEqualTo(3);
  }

  @Test
  void aPodToleratesBrokenNodesForFiveMinutesUnlessItToleratesAll() {
    MapValue plain = created("", "pods", pod(new MapValue()));
    assertThat(plain.mapOrEmpty("spec").listOrEmpty("tolerations").maps())
        .extracting(one -> one.text("key"), one -> one.integer("tolerationSeconds"))
        .containsExactly(
            tuple("node.kubernetes.io/not-ready", 300L),
            tuple("node.kubernetes.io/unreachable", 300L));

    ListValue all = ListValue.of(MapValue.of("operator", "Exists"));
    MapValue tolerant = created("", "pods", pod(MapValue.of("tolerations", all)));
    assertThat(tolerant.mapOrEmpty("spec").listOrEmpty("tolerations").size()).isEqualTo(1);
  }

  @Test
  void aNewNodeIsNotReady() {
    MapValue node = created("", "nodes", Requests.named("n"));

    assertThat(node.mapOrEmpty("spec").list("taints"))
        .isEqualTo(
            ListValue.of(
                MapValue.of("key", "node.kubernetes.io/not-ready", "effect", "NoSchedule")));
  }

  @Test
  void aClaimTakesTheNewestDefaultClassAndIsProtected() {
    lookup.with("storageclasses", "", storageClass("old", "2020-01-01T00:00:00Z"));
    lookup.with("storageclasses", "", storageClass("new", "2021-01-01T00:00:00Z"));

    MapValue claim = created("", "persistentvolumeclaims", Requests.named("c"));

    assertThat(claim.textAt("spec", "storageClassName")).isEqualTo("new");
    assertThat(claim.mapOrEmpty("metadata").listOrEmpty("finalizers").texts())
        .containsExactly("kubernetes.io/pvc-protection");
  }

  private static MapValue storageClass(String name, String created) {
    MapValue object = Requests.named(name);
    object
        .mapOrPut("metadata")
        .put("creationTimestamp", created)
        .put("annotations", MapValue.of("storageclass.kubernetes.io/is-default-class", "true"));
    return object;
  }

  @Test
  void aPodGetsWhatItsRuntimeClassCostsAndWhereItRuns() {
    MapValue scheduling =
        MapValue.of(
            "nodeSelector", MapValue.of("k", "v"),
            "tolerations", ListValue.of(MapValue.of("key", "t", "operator", "Exists")));
    MapValue overhead = MapValue.of("podFixed", MapValue.of("cpu", "100m"));
    lookup.with(
        "runtimeclasses",
        "",
        Requests.named("r").put("scheduling", scheduling).put("overhead", overhead));

    MapValue spec =
        created("", "pods", pod(MapValue.of("runtimeClassName", "r"))).mapOrEmpty("spec");

    assertThat(spec.map("overhead")).isEqualTo(MapValue.of("cpu", "100m"));
    assertThat(spec.map("nodeSelector")).isEqualTo(MapValue.of("k", "v"));
    assertThat(spec.listOrEmpty("tolerations").size()).isEqualTo(3);
  }

  @Test
  void aPodOfAnUnknownRuntimeClassIsRefused() {
    refused(
        Requests.create("", "pods", pod(MapValue.of("runtimeClassName", "r"))),
        403,
        "pods \"a\" is forbidden: pod rejected: RuntimeClass \"r\" not found");
  }

  @Test
  void aSigningRequestBearsTheNameOfItsSender() {
    MapValue request =
        created(
            "certificates.k8s.io",
            "certificatesigningrequests",
            MapValue.of("spec", MapValue.of("username", "mallory")));

    assertThat(request.map("spec"))
        .isEqualTo(
            MapValue.of(
                "username",
                "ann",
                "uid",
                "u-1",
                "groups",
                ListValue.ofTexts(List.of("g")),
                "extra",
                MapValue.of("k", ListValue.ofTexts(List.of("v")))));
  }

  @Test
  void nothingIsWrittenIntoANamespaceThatIsNotThere() {
    FakeLookup empty = new FakeLookup();

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() ->
            BuiltinAdmission.of(empty)
                .mutate(Requests.create("", "configmaps", Requests.named("a"))))
        .withMessage("namespaces \"here\" not found");
  }

  @Test
  void nothingNewIsWrittenIntoANamespaceThatEnds() {
    lookup.with(
        "namespaces",
        "",
        Requests.named(Requests.NAMESPACE).put("status", MapValue.of("phase", "Terminating")));

    refused(
        Requests.create("", "configmaps", Requests.named("a")),
        403,
        "configmaps \"a\" is forbidden: unable to create new content in namespace here because it"
            + " is being terminated");
  }

  @Test
  void someNamespacesNeverEnd() {
    refused(
        Requests.request(Operation.DELETE, "", "namespaces", Requests.named("kube-system"), null),
        403,
        "namespaces \"kube-system\" is forbidden: this namespace may not be deleted");
  }

  @Test
  void aClaimGrowsOnlyIfItsClassSaysSo() {
    MapValue old = claim("1Gi").put("status", MapValue.of("phase", "Bound"));

    refused(
        Requests.update("", "persistentvolumeclaims", claim("2Gi"), old),
        403,
        "persistentvolumeclaims \"a\" is forbidden: only dynamically provisioned pvc can be resized"
            + " and the storageclass that provisions the pvc must support resize");
  }

  private static MapValue claim(String storage) {
    MapValue requests = MapValue.of("requests", MapValue.of("storage", storage));
    return Requests.named("a")
        .put("spec", MapValue.of("storageClassName", "s", "resources", requests));
  }
}

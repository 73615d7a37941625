package dev.stopwater.admission.builtin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitRangesTest {

  private static LimitRanges limitedBy(MapValue limit) {
    MapValue range = Requests.named("l").put("spec", MapValue.of("limits", ListValue.of(limit)));
    return new LimitRanges(new FakeLookup().with("limitranges", Requests.NAMESPACE, range));
  }

  private static MapValue pod(MapValue resources) {
    MapValue container = MapValue.of("name", "c", "resources", resources);
    return Requests.named("a").put("spec", MapValue.of("containers", ListValue.of(container)));
  }

  private static MapValue cpu(String request, String limit) {
    MapValue resources = new MapValue();
    if (!request.isEmpty()) {
      resources.put("requests", MapValue.of("cpu", request));
    }
    if (!limit.isEmpty()) {
      resources.put("limits", MapValue.of("cpu", limit));
    }
    return resources;
  }

  @Test
  void aContainerGetsWhatItDoesNotSayAndThePodANoteOfIt() {
    LimitRanges ranges =
        limitedBy(
            MapValue.of(
                "type", "Container",
                "default", MapValue.of("memory", "1Gi", "cpu", "2"),
                "defaultRequest", MapValue.of("cpu", "1")));
    MapValue pod = pod(cpu("", "3"));

    ranges.mutate(Requests.create("", "pods", pod));

    assertThat(pod.mapOrEmpty("spec").listOrEmpty("containers").mapAt(0).map("resources"))
        .isEqualTo(
            MapValue.of(
                "limits", MapValue.of("cpu", "3", "memory", "1Gi"),
                "requests", MapValue.of("cpu", "1")));
    assertThat(pod.textAt("metadata", "annotations", "kubernetes.io/limit-ranger"))
        .isEqualTo(
            "LimitRanger plugin set: cpu request for container c; memory limit for container c");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "min; 1; ''; ''; minimum cpu usage per Container is 1.  No request is specified",
        "min; 1; 500m; ''; minimum cpu usage per Container is 1, but request is 500m",
        "max; 1; 1; ''; maximum cpu usage per Container is 1.  No limit is specified",
        "max; 1; 1; 2; maximum cpu usage per Container is 1, but limit is 2",
        "maxLimitRequestRatio; 2; 400m; 1;"
            + " cpu max limit to request ratio per Container is 2, but provided ratio is 2.500000",
      })
  void aBrokenBoundIsNamed(
      String field, String bound, String request, String limit, String reason) {
    LimitRanges ranges =
        limitedBy(MapValue.of("type", "Container", field, MapValue.of("cpu", bound)));

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> ranges.validate(Requests.create("", "pods", pod(cpu(request, limit)))))
        .withMessage("pods \"a\" is forbidden: " + reason);
  }

  @Test
  void boundsOfPodsCountAllContainersTogether() {
    LimitRanges ranges = limitedBy(MapValue.of("type", "Pod", "max", MapValue.of("cpu", "1")));
    MapValue pod = pod(cpu("", "600m"));
    pod.mapOrEmpty("spec")
        .listOrEmpty("containers")
        .add(MapValue.of("name", "d", "resources", cpu("", "600m")));

    assertThatExceptionOfType(StatusException.class)
        .isThrownBy(() -> ranges.validate(Requests.create("", "pods", pod)))
        .withMessage("pods \"a\" is forbidden: maximum cpu usage per Pod is 1, but limit is 1200m");
  }

  @Test
  void anUpdateOfAPodIsNotMeasured() {
    LimitRanges ranges =
        limitedBy(MapValue.of("type", "Container", "min", MapValue.of("cpu", "1")));
    MapValue pod = pod(cpu("1m", ""));

    ranges.validate(Requests.update("", "pods", pod, pod));

    assertThat(pod.mapOrEmpty("metadata").has("annotations")).isFalse();
  }
}

package dev.stopwater.resources.builtin.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.resources.builtin.defaults.Kinds;
import dev.stopwater.resources.definition.Definition;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;

class ServicePreparationTest {

  private static final Definition SERVICES =
      Kinds.definition("", "v1", Kinds.struct("core.v1.Service"));

  private final Preparation preparation = new Preparation(InstantSource.fixed(Instant.EPOCH));

  private static MapValue stored(String type) {
    MapValue spec =
        MapValue.of(
            "type",
            type,
            "clusterIP",
            "10.0.0.7",
            "clusterIPs",
            ListValue.of(new Text("10.0.0.7")),
            "ipFamilies",
            ListValue.of(new Text("IPv4")),
            "ipFamilyPolicy",
            "SingleStack",
            "internalTrafficPolicy",
            "Cluster",
            "ports",
            ListValue.of(MapValue.of("port", 80, "protocol", "TCP")));
    return MapValue.of("spec", spec);
  }

  private static MapValue withNodePort(MapValue service) {
    service.mapOrEmpty("spec").listOrEmpty("ports").mapAt(0).put("nodePort", 30_001);
    return service;
  }

  private MapValue changed(MapValue old, MapValue spec) {
    MapValue now = old.copy();
    spec.entries().forEach(e -> now.mapOrPut("spec").put(e.getKey(), e.getValue()));
    preparation.update(SERVICES, now, old);
    return now.mapOrEmpty("spec");
  }

  @Test
  void aNodePortGoesWithItsType() {
    MapValue spec = changed(withNodePort(stored("NodePort")), MapValue.of("type", "ClusterIP"));

    assertThat(spec.listOrEmpty("ports").mapAt(0).has("nodePort")).isFalse();
    assertThat(spec.text("clusterIP")).isEqualTo("10.0.0.7");
  }

  @Test
  void allThatBelongsToALoadBalancerGoesWithIt() {
    MapValue old = withNodePort(stored("LoadBalancer"));
    old.mapOrPut("spec")
        .put("externalTrafficPolicy", "Local")
        .put("healthCheckNodePort", 30_002)
        .put("allocateLoadBalancerNodePorts", true);

    MapValue spec = changed(old, MapValue.of("type", "ClusterIP"));

    assertThat(spec.keys())
        .doesNotContain(
            "externalTrafficPolicy", "healthCheckNodePort", "allocateLoadBalancerNodePorts");
  }

  @Test
  void anExternalNameHasNoAddress() {
    MapValue spec = changed(stored("ClusterIP"), MapValue.of("type", "ExternalName"));

    assertThat(spec.keys())
        .doesNotContain(
            "clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");
  }

  @Test
  void aReplacementKeepsWhatWasHandedOut() {
    MapValue old = withNodePort(stored("NodePort"));
    MapValue port = MapValue.of("port", 80, "protocol", "TCP");
    MapValue now =
        MapValue.of("spec", MapValue.of("type", "NodePort", "ports", ListValue.of(port)));

    preparation.update(SERVICES, now, old);

    assertThat(now.textAt("spec", "clusterIP")).isEqualTo("10.0.0.7");
    assertThat(now.mapOrEmpty("spec").listOrEmpty("clusterIPs").texts())
        .containsExactly("10.0.0.7");
    assertThat(port.integer("nodePort")).isEqualTo(30_001);
  }

  @Test
  void aHeadlessServiceWithoutSelectorHasBothFamilies() {
    MapValue service = MapValue.of("spec", MapValue.of("clusterIP", "None"));

    preparation.create(SERVICES, service);

    assertThat(service.textAt("spec", "ipFamilyPolicy")).isEqualTo("RequireDualStack");
    assertThat(service.mapOrEmpty("spec").listOrEmpty("ipFamilies").texts())
        .containsExactly("IPv4", "IPv6");
    assertThat(service.mapOrEmpty("spec").listOrEmpty("clusterIPs").texts())
        .containsExactly("None");
  }
}

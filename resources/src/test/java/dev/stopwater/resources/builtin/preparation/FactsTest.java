package dev.stopwater.resources.builtin.preparation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.resources.builtin.defaults.Kinds;
import dev.stopwater.resources.catalog.Catalog;
import dev.stopwater.resources.definition.Definition;
import java.util.List;
import org.junit.jupiter.api.Test;

class FactsTest {

  private static Definition kind(String group, String kind) {
    return Kinds.definition(group, "v1", Kinds.struct("core.v1." + kind));
  }

  @Test
  void everyBuiltinKindIsInTheTable() {
    List<Definition> unknown =
        Catalog.builtin().definitions().stream()
            .filter(definition -> !Facts.isBuiltin(definition))
            .toList();

    assertThat(unknown).extracting(Definition::tableKey).isEmpty();
  }

  @Test
  void jobsAloneWithTheirLikeOrphanTheirPods() {
    assertThat(Facts.of(kind("batch", "Job")).deletion().orphans()).isTrue();
    assertThat(Facts.of(kind("apps", "ReplicaSet")).deletion().orphans()).isFalse();
  }

  @Test
  void aKindThatIsNotInTheTableIsACustomOne() {
    Facts facts = Facts.of(kind("example.com", "Thing"));

    assertThat(facts.updatesUnconditionally()).isFalse();
    assertThat(facts.generation().fromCreation()).isTrue();
    assertThat(facts.names()).isEqualTo(Facts.Names.SUBDOMAIN);
  }

  @Test
  void anObjectTellsTheFieldsByWhichItIsSelected() {
    MapValue ip = MapValue.of("ip", "10.1.2.3");
    MapValue pod =
        MapValue.of(
            "spec",
            MapValue.of("nodeName", "n"),
            "status",
            MapValue.of("podIPs", ListValue.of(ip)));

    assertThat(SelectableFields.values(kind("", "Pod"), pod))
        .containsEntry("spec.nodeName", "n")
        .containsEntry("spec.hostNetwork", "false")
        .containsEntry("status.podIP", "10.1.2.3")
        .containsEntry("status.podIPs", "")
        .doesNotContainKey("spec.host");
  }

  @Test
  void theSourceOfAnEventIsItsComponentOrElseItsReporter() {
    MapValue event = MapValue.of("reportingComponent", "r");
    assertThat(SelectableFields.values(kind("", "Event"), event)).containsEntry("source", "r");

    event.put("source", MapValue.of("component", "c"));
    assertThat(SelectableFields.values(kind("", "Event"), event)).containsEntry("source", "c");
  }

  @Test
  void theLabelsOfAKindAreThoseOfItsTable() {
    assertThat(SelectableFields.labels(kind("", "Secret")).labels())
        .containsExactlyInAnyOrder("type", "metadata.name", "metadata.namespace");
  }
}

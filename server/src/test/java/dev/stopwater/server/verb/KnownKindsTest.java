package dev.stopwater.server.verb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.resources.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class KnownKindsTest {

  private final KnownKinds kinds = new KnownKinds(Catalog.builtin());

  @ParameterizedTest
  @CsvSource({
    "v1, Pod, true",
    "v1, PodList, true",
    "v1, List, true",
    "apps/v1, List, false",
    "apps/v1beta1, Deployment, true",
    "apps/v1beta1, ReplicaSet, false",
    "batch/v1beta1, CronJobList, true",
    "policy/v1beta1, EvictionList, false",
    "apps/v1beta2, DeleteOptions, true",
    "example.com/v1, DeleteOptions, false",
    "example.com/v7, Status, true",
    "v2, ConfigMap, false"
  })
  void oldVersionsListsAndBodiesAreKnown(String apiVersion, String kind, boolean known) {
    assertThat(kinds.knows(apiVersion, kind)).isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "Deployment, extensions/v1beta1, Deployment, apps/v1, true",
    "Event, v1, Event, events.k8s.io/v1, true",
    "Event, events.k8s.io/v1, Event, v1, true",
    "Pod, v1, Event, v1, false",
    "Deployment, apps/v1beta1, Deployment, v1, false"
  })
  void groupsMayShareAKind(
      String kind, String apiVersion, String otherKind, String otherApiVersion, boolean same) {
    assertThat(kinds.same(kind, apiVersion, otherKind, otherApiVersion)).isEqualTo(same);
  }

  @Test
  void messagesNameGosTypes() {
    assertThat(KnownKinds.notConvertible("Secret", "v1", "Deployment", "apps/v1"))
        .isEqualTo("converting (v1.Secret) to (apps.Deployment): unknown conversion");
    assertThat(KnownKinds.notConvertible("GetOptions", "apps/v1beta1", "ConfigMap", "v1"))
        .isEqualTo("converting (v1.GetOptions) to (core.ConfigMap): unknown conversion");
  }
}

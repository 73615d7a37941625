package dev.stopwater.resources;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.MapValue;
import org.junit.jupiter.api.Test;

final class MetadataTest {

  private static final MapValue OLD =
      object("uid", "u", "creationTimestamp", "2026-01-01T00:00:00Z", "generation", 3);

  @Test
  void anUpdateKeepsWhatItLeavesOut() {
    MapValue now = object("name", "a");
    Metadata.keep(now, OLD);
    assertThat(now.map("metadata"))
        .isEqualTo(
            MapValue.of(
                "name",
                "a",
                "uid",
                "u",
                "creationTimestamp",
                "2026-01-01T00:00:00Z",
                "generation",
                3));
  }

  @Test
  void anUpdateKeepsAWrongUidAndATimeOfDeletionToBeRefused() {
    MapValue now = object("uid", "v", "deletionTimestamp", "t", "deletionGracePeriodSeconds", 5);
    Metadata.keep(now, OLD);
    assertThat(now.textAt("metadata", "uid")).isEqualTo("v");
    assertThat(now.textAt("metadata", "deletionTimestamp")).isEqualTo("t");
    assertThat(now.integerAt("metadata", "deletionGracePeriodSeconds")).isEqualTo(5);
  }

  @Test
  void anUpdateHasNoSayInTheTimeOfCreationNorInThatOfADeletionThatBegan() {
    MapValue ending = object("deletionTimestamp", "t", "deletionGracePeriodSeconds", 5);
    MapValue now = object("creationTimestamp", "c", "deletionTimestamp", "x", "generation", 9);
    Metadata.keep(now, ending);
    assertThat(now.map("metadata"))
        .isEqualTo(MapValue.of("deletionTimestamp", "t", "deletionGracePeriodSeconds", 5));
  }

  private static MapValue object(Object... metadata) {
    return MapValue.of("metadata", MapValue.of(metadata));
  }
}

package dev.stopwater.machinery.patch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/// What must hold for all documents. The number of the repetition is the seed.
class PatchPropertiesTest {

  private static final int SEEDS = 100;
  private static final List<String> KEYS = List.of("a", "b", "c/d", "e~f", "");

  @RepeatedTest(value = SEEDS, name = "seed {currentRepetition}")
  void aJsonPatchOfTheDifferencesMakesTheOtherDocument(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    MapValue from = map(random, 3);
    MapValue to = map(random, 3);
    ListValue operations = new ListValue();
    differences("", from, to, operations);
    assertThat(JsonPatch.of(operations).apply(from)).isEqualTo(to);
  }

  @RepeatedTest(value = SEEDS, name = "seed {currentRepetition}")
  void aJsonPatchThatMovesThereAndBackChangesNothing(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    MapValue document = new MapValue().put("from", map(random, 3)).put("to", map(random, 1));
    ListValue operations =
        ListValue.of(
            MapValue.of("op", "copy", "from", "/from", "path", "/kept"),
            MapValue.of("op", "move", "from", "/from", "path", "/to/new"),
            MapValue.of("op", "move", "from", "/to/new", "path", "/from"),
            MapValue.of("op", "test", "path", "/from", "value", document.mapOrEmpty("from")),
            MapValue.of("op", "remove", "path", "/kept"));
    assertThat(JsonPatch.of(operations).apply(document)).isEqualTo(document);
  }

  @RepeatedTest(value = SEEDS, name = "seed {currentRepetition}")
  void aMergePatchOfTheDifferencesMakesTheOtherDocument(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    MapValue from = map(random, 3);
    MapValue to = map(random, 3);
    assertThat(MergePatch.of(mergeDifference(from, to)).apply(from)).isEqualTo(to);
  }

  @RepeatedTest(value = SEEDS, name = "seed {currentRepetition}")
  void aStrategicMergeAppliedTwiceChangesNothingMore(RepetitionInfo seed) {
    Random random = new Random(seed.getCurrentRepetition());
    MapValue target = new MapValue().put("containers", containers(random, false));
    StrategicMerge merge =
        StrategicMerge.of(new MapValue().put("containers", containers(random, true)));
    MapValue once = merge.apply(target, TestSchemas.OBJECT).object();
    assertThat(merge.apply(once, TestSchemas.OBJECT).object()).isEqualTo(once);
  }

  private static void differences(String path, Value from, Value to, ListValue operations) {
    if (from instanceof MapValue before && to instanceof MapValue after) {
      for (String key : before.keys()) {
        if (!after.has(key)) {
          operations.add(MapValue.of("op", "remove", "path", path + step(key)));
        }
      }
      after
          .entries()
          .forEach(entry -> {
            Value old = before.find(entry.getKey());
            String at = path + step(entry.getKey());
            if (old == null) {
              operations.add(MapValue.of("op", "add", "path", at, "value", entry.getValue()));
            } else {
              differences(at, old, entry.getValue(), operations);
            }
          });
    } else if (from instanceof ListValue before && to instanceof ListValue after) {
      for (int i = before.size(); i > after.size(); i--) {
        operations.add(MapValue.of("op", "remove", "path", path + "/-1"));
      }
      for (int i = 0; i < after.size(); i++) {
        if (i < before.size()) {
          differences(path + "/" + i, before.at(i), after.at(i), operations);
        } else {
          operations.add(MapValue.of("op", "add", "path", path + "/-", "value", after.at(i)));
        }
      }
    } else if (!from.equals(to)) {
      operations.add(MapValue.of("op", "replace", "path", path, "value", to));
    }
  }

  private static String step(String key) {
    return "/" + key.replace("~", "~0").replace("/", "~1");
  }

  private static MapValue mergeDifference(MapValue from, MapValue to) {
    MapValue patch = new MapValue();
    from.keys().stream().filter(key -> !to.has(key)).forEach(key -> patch.put(key, Null.NULL));
    to.entries()
        .forEach(entry -> {
          Value old = from.find(entry.getKey());
          if (old instanceof MapValue before && entry.getValue() instanceof MapValue after) {
            patch.put(entry.getKey(), mergeDifference(before, after));
          } else if (!entry.getValue().equals(old)) {
            patch.put(entry.getKey(), entry.getValue());
          }
        });
    return patch;
  }

  private static ListValue containers(Random random, boolean directives) {
    ListValue containers = new ListValue();
    for (String name : List.of("c", "d", "e", "f")) {
      if (random.nextInt(3) > 0) {
        MapValue container = MapValue.of("name", name, "image", "i" + random.nextInt(3));
        if (directives && random.nextInt(6) == 0) {
          container.put("$patch", random.nextInt(4) == 0 ? "replace" : "delete");
        }
        containers.add(random.nextInt(containers.size() + 1), container);
      }
    }
    return containers;
  }

  private static Value value(Random random, int depth) {
    return switch (random.nextInt(depth > 0 ? 5 : 3)) {
      case 0 -> new Int(random.nextInt(3));
      case 1 -> new Text("t" + random.nextInt(3));
      case 2 -> new Text("");
      case 3 -> map(random, depth - 1);
      default -> {
        ListValue list = new ListValue();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(random, depth - 1));
        }
        yield list;
      }
    };
  }

  private static MapValue map(Random random, int depth) {
    MapValue map = new MapValue();
    for (String key : KEYS) {
      if (random.nextBoolean()) {
        map.put(key, value(random, depth));
      }
    }
    return map;
  }
}

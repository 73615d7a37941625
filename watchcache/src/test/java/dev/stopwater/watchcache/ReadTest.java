package dev.stopwater.watchcache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadTest extends CacheTest {

  @Override
  WatchCacheSettings settings() {
    return new WatchCacheSettings(50, 1 << 20, 100, 1 << 20);
  }

  @Test
  void aWriteCanBeReadWhenItIsAnswered() throws Exception {
    caches.start();
    long revision = Pods.create(store, "ns/a", "red");
    assertThat(cache.find("ns/a").revision()).isEqualTo(revision);
    assertThat(new String(cache.find("ns/a").json())).isEqualTo(revision + ":red");
    assertThat(caches.revision()).isEqualTo(revision);
    Pods.delete(store, "ns/a", revision);
    assertThat(cache.find("ns/a")).isNull();
  }

  @Test
  void aSnapshotHasTheRevisionOfTheWholeStoreAndNeverChanges() throws Exception {
    caches.start();
    Pods.create(store, "ns/a", "red");
    long later = Pods.elsewhere(store, "x");
    Snapshot snapshot = cache.snapshot();
    Pods.create(store, "ns/b", "red");
    assertThat(snapshot.revision()).isEqualTo(later);
    assertThat(Reading.keys(snapshot, "")).containsExactly("ns/a");
  }

  @Test
  void aPrefixIsANamespaceAndNotOneThatBeginsAlike() throws Exception {
    Pods.create(store, "a/x", "red");
    Pods.create(store, "a-b/x", "red");
    Pods.create(store, "a/y", "red");
    caches.start();
    assertThat(Reading.keys(cache.snapshot(), "a/")).containsExactly("a/x", "a/y");
    assertThat(cache.snapshot().count("a/")).isEqualTo(2);
    assertThat(cache.snapshot().count("a/x\0", "a/")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void everyRecentRevisionCanBeReadExactlyAlsoAfterARestart(boolean restarted) throws Exception {
    long seed = 7;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    caches.start();
    List<Map<String, Long>> states = new ArrayList<>(List.of(Map.of(), Map.of()));
    TreeMap<String, Long> model = new TreeMap<>();
    for (int i = 0; i < 200; i++) {
      write(random, model);
      states.add(Map.copyOf(model));
    }
    if (restarted) {
      restart();
    }
    long newest = caches.revision();
    for (long revision = newest - 25; revision <= newest; revision++) {
      Map<String, Long> found = new TreeMap<>();
      cache
          .snapshotAt(revision)
          .items("", "")
          .forEachRemaining(i -> found.put(i.key(), i.revision()));
      assertThat(found).isEqualTo(states.get((int) revision));
    }
    assertThatThrownBy(() -> cache.snapshotAt(newest - 100))
        .isInstanceOfSatisfying(
            ExpiredException.class,
            expired -> assertThat(expired.oldest()).isBetween(newest - 60, newest - 40));
  }

  private void write(Random random, Map<String, Long> model) throws Exception {
    String key = "ns/" + random.nextInt(8);
    Long present = model.get(key);
    if (present == null) {
      model.put(key, Pods.create(store, key, "red"));
    } else if (random.nextInt(3) == 0) {
      Pods.delete(store, key, present);
      model.remove(key);
    } else {
      model.put(key, Pods.replace(store, key, present, "blue"));
    }
  }

  @Test
  void aRevisionToComeIsNotGuessed() throws Exception {
    caches.start();
    assertThatThrownBy(() -> cache.snapshotAt(1_000)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whoWaitsForARevisionWakesWhenItIsPublished() throws Exception {
    caches.start();
    assertThat(caches.awaitRevision(3, Duration.ZERO)).isFalse();
    Thread writer =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Pods.create(store, "ns/a", "red");
                Pods.elsewhere(store, "x");
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    assertThat(caches.awaitRevision(3, Duration.ofMinutes(1))).isTrue();
    writer.join();
  }

  @Test
  void beforeTheStartNothingIsServed() {
    assertThatThrownBy(() -> cache.snapshot())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("not filled");
  }

  @Test
  void theWindowIsBoundedByWeightToo() throws Exception {
    caches.start();
    long revision = Pods.create(store, "ns/a", "red");
    String heavy = "x".repeat(300 << 10);
    for (int i = 0; i < 5; i++) {
      revision = Pods.replace(store, "ns/a", revision, heavy);
    }
    long newest = revision;
    assertThat(cache.snapshotAt(newest - 2).revision()).isEqualTo(newest - 2);
    assertThatThrownBy(() -> cache.snapshotAt(newest - 4)).isInstanceOf(ExpiredException.class);
  }
}

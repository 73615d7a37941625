package dev.stopwater.store.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.KeyOrder;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.testkit.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Kills a process with `kill -9` while 64 threads of it write, again and again on the same
/// directory, and each time looks for every write that was answered.
///
/// `-Dcrash.kills=1000` is the long form, `-Dcrash.seed=…` the same kills again.
class CrashTest {

  @TempDir Path directory;

  /// What must be there, built from the history that was found after each crash.
  private final Map<String, Entry> expected = new TreeMap<>(KeyOrder.OF_BYTES);

  private long head = 1;
  private long answered;

  @Test
  void everyAnsweredWriteSurvivesTheDeathOfItsProcess() throws Exception {
    long seed = Long.getLong("crash.seed", new Random().nextInt(1_000_000));
    int kills = Integer.getInteger("crash.kills", 25);
    System.out.println("crash.seed=" + seed);
    Random random = new Random(seed);
    for (int kill = 1; kill <= kills; kill++) {
      Set<String> answers = untilKilled(random);
      try {
        verify(answers);
      } catch (AssertionError | Exception failed) {
        throw new AssertionError("after kill " + kill + " of -Dcrash.seed=" + seed, failed);
      }
      answered += answers.size();
    }
    System.out.println(kills + " kills, " + answered + " answered writes, head " + head);
    assertThat(answered).isGreaterThan(kills);
  }

  /// Mostly in the midst of writes, sometimes while the store is being opened.
  private Set<String> untilKilled(Random random) throws Exception {
    ChildProcess child =
        ChildProcess.start(CrashChild.class, directory.toString(), "" + random.nextLong());
    int lines = random.nextInt(6) == 0 ? 1 : 1 + random.nextInt(500);
    while (child.output().size() < lines && child.readLine() != null) {}
    child.kill();
    Set<String> answers = new HashSet<>(child.output()); // a line is one write to a pipe, so whole
    assertThat(answers.remove("opening")).isTrue();
    return answers;
  }

  private void verify(Set<String> answers) throws Exception {
    if (head > 1 || !answers.isEmpty()) { // else it may have died before there was a file to check
      assertThat(LocalStore.check(directory).problems()).isEmpty();
    }
    try (LocalStore store =
        LocalStore.open(Stores.settings(directory).withHistory(CrashChild.HISTORY))) {
      assertThat(store.head()).isGreaterThanOrEqualTo(head);
      List<StoreEvent> news = store.history(head, Integer.MAX_VALUE);
      Set<String> found = new HashSet<>();
      for (StoreEvent event : news) {
        assertThat(event.revision()).isEqualTo(++head);
        assertThat(Shown.entry(event.previous())).isEqualTo(shown(expected.get(event.key())));
        found.add(CrashChild.answered(event.revision(), event.key(), event.value()));
        apply(event);
      }
      assertThat(store.head()).isEqualTo(head);
      assertThat(found).containsAll(answers);
      assertThat(Stores.present(store))
          .isEqualTo(expected.values().stream().map(CrashTest::shown).toList());
      writeOne(store);
    }
  }

  private void writeOne(LocalStore store) throws Exception {
    List<StoreEvent> told = new ArrayList<>();
    store.follow(entry -> {}, told::add);
    Entry mine = expected.get("/mine");
    byte[] value = Stores.bytes("after " + head);
    long revision =
        Stores.committed(
            store.write(Change.replace("/mine", mine == null ? 0 : mine.revision(), value)));
    assertThat(revision).isEqualTo(++head);
    told.forEach(this::apply);
  }

  private void apply(StoreEvent event) {
    if (event.entry() == null) {
      expected.remove(event.key());
    } else {
      expected.put(event.key(), event.entry());
    }
  }

  private static String shown(Entry entry) {
    return Shown.entry(entry);
  }
}

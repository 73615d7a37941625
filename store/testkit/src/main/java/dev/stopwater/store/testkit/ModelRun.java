package dev.stopwater.store.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.Change;
import dev.stopwater.store.CompactedException;
import dev.stopwater.store.Entry;
import dev.stopwater.store.KeyOrder;
import dev.stopwater.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

/// One seeded random history, run on a store and on the model; after each step both must agree.
final class ModelRun {

  private static final int KEYS = 12;

  private final Random random;
  private final Model model = new Model();
  private final UnaryOperator<Store> reopen;
  private Store store;
  private Log log = new Log();
  private long logStart;

  ModelRun(long seed, Store fresh, UnaryOperator<Store> reopen) throws Exception {
    this.random = new Random(seed);
    this.store = fresh;
    this.reopen = reopen;
    follow();
  }

  /// Takes the steps, and closes the store.
  void run(int steps) throws Exception {
    for (int i = 0; i < steps; i++) {
      int dice = random.nextInt(100);
      if (dice < 80) {
        write();
      } else if (dice < 90) {
        compareHistory();
      } else if (dice < 95) {
        compact();
      } else if (dice < 98) {
        follow();
      } else {
        store = reopen.apply(store);
        follow();
      }
      assertThat(store.head()).isEqualTo(model.head());
    }
    compareHistory();
    compareLog();
    follow();
    store.close();
  }

  private void write() throws Exception {
    String key = "/k/" + random.nextInt(KEYS);
    Entry holder = model.holder(key);
    long right = holder == null ? 0 : holder.revision();
    long expected = random.nextInt(5) > 0 ? right : random.nextLong(model.head() + 2);
    boolean delete = expected > 0 && random.nextInt(4) == 0;
    byte[] value = new byte[random.nextInt(20) == 0 ? 9000 : random.nextInt(40)];
    random.nextBytes(value);
    Change change = delete ? Change.delete(key, expected) : Change.replace(key, expected, value);
    assertThat(Shown.outcome(store.write(change))).isEqualTo(Shown.outcome(model.write(change)));
  }

  private void compact() throws Exception {
    long before = store.compacted();
    long revision = random.nextLong(model.head() + 3);
    store.compact(revision);
    long least = Math.max(before, Math.min(revision, model.head()));
    assertThat(store.compacted()).isBetween(least, model.head());
  }

  private void compareHistory() throws Exception {
    long compacted = store.compacted();
    if (compacted > 0) {
      assertThatThrownBy(() -> store.history(compacted - 1, 1))
          .isInstanceOfSatisfying(
              CompactedException.class,
              refused -> assertThat(refused.compacted()).isEqualTo(compacted));
    }
    long after = compacted + random.nextLong(model.head() - compacted + 2);
    int most = 1 + random.nextInt(30);
    assertThat(store.history(after, most).stream().map(Shown::event))
        .isEqualTo(model.history(after, most).stream().map(Shown::event).toList());
  }

  private void compareLog() {
    assertThat(log.shown())
        .isEqualTo(model.history(logStart, Integer.MAX_VALUE).stream().map(Shown::event).toList());
  }

  private void follow() throws Exception {
    List<String> found = new ArrayList<>();
    log = new Log();
    logStart = store.follow(entry -> found.add(Shown.entry(entry)), log);
    assertThat(logStart).isEqualTo(model.head());
    assertThat(found)
        .isEqualTo(
            model.present().stream()
                .sorted(Comparator.comparing(Entry::key, KeyOrder.OF_BYTES))
                .map(Shown::entry)
                .toList());
  }
}

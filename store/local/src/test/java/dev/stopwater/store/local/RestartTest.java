package dev.stopwater.store.local;

import static dev.stopwater.store.local.Stores.create;
import static dev.stopwater.store.local.Stores.delete;
import static dev.stopwater.store.local.Stores.history;
import static dev.stopwater.store.local.Stores.open;
import static dev.stopwater.store.local.Stores.present;
import static dev.stopwater.store.local.Stores.replace;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.store.StoreEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestartTest {

  @TempDir Path directory;

  @Test
  void aWatchGoesOnAfterARestartWithTheEntriesThatWereThereBefore() throws Exception {
    List<String> told;
    try (LocalStore store = open(directory)) {
      long a = create(store, "/a", "1");
      long b = create(store, "/b", "1");
      long a2 = replace(store, "/a", a, "2");
      delete(store, "/b", b);
      replace(store, "/a", a2, "3");
      told = history(store, a);
    }
    try (LocalStore store = open(directory)) {
      assertThat(history(store, 2)).isEqualTo(told).hasSize(4);
      long next = create(store, "/c", "1");
      assertThat(store.history(2, 10).getLast().revision()).isEqualTo(next).isEqualTo(7);
    }
  }

  @Test
  void revisionsGoOnGrowingWhenTheLastWriteWasADeletionThatIsForgotten() throws Exception {
    long last;
    try (LocalStore store = open(directory)) {
      last = delete(store, "/a", create(store, "/a", "1"));
      store.compact(last);
    }
    try (LocalStore store = open(directory)) {
      assertThat(store.head()).isEqualTo(last);
      assertThat(store.compacted()).isEqualTo(last);
      assertThat(present(store)).isEmpty();
      assertThat(create(store, "/a", "2")).isEqualTo(last + 1);
    }
    assertThat(LocalStore.check(directory).problems()).isEmpty();
  }

  @Test
  void aWriteAfterARestartKnowsWhatItReplacesHoweverOldThatIs() throws Exception {
    long made;
    try (LocalStore store = open(directory)) {
      made = create(store, "/a", "old");
      store.compact(create(store, "/b", "1"));
    }
    try (LocalStore store = open(directory)) {
      replace(store, "/a", made, "new");
      StoreEvent event = store.history(store.compacted(), 1).getFirst();
      assertThat(event.previous().value()).asString().isEqualTo("old");
      assertThat(event.entry().created()).isEqualTo(made);
    }
  }

  @Test
  void filesTakenFromUnderARunningStoreHoldAllThatWasAnswered(@TempDir Path copy) throws Exception {
    try (LocalStore store = open(directory)) {
      for (int i = 0; i < 50; i++) {
        create(store, "/k/" + i, "v" + i);
      }
      for (String file : List.of("store.db", "store.db-wal")) {
        Files.copy(directory.resolve(file), copy.resolve(file));
      }
      try (LocalStore found = open(copy)) {
        assertThat(present(found)).isEqualTo(present(store)).hasSize(50);
      }
    }
  }

  @Test
  void aFileThatLostMuchOfItsContentShrinks() throws Exception {
    String heavy = "x".repeat(100_000);
    try (LocalStore store = open(directory)) {
      for (int i = 0; i < 40; i++) {
        delete(store, "/k", create(store, "/k", heavy));
      }
      for (int i = 0; i < 20; i++) {
        store.compact(create(store, "/small/" + i, "1"));
      }
    }
    assertThat(Files.size(directory.resolve("store.db"))).isLessThan(1_000_000);
  }

  @Test
  void aSmallerHistoryOnTheNextStartIsReachedStepByStep() throws Exception {
    try (LocalStore store = open(directory)) {
      for (int i = 0; i < 60; i++) {
        create(store, "/k/" + i, "1");
      }
    }
    try (LocalStore store = LocalStore.open(Stores.settings(directory).withHistory(10))) {
      create(store, "/more", "1");
      assertThat(present(store)).hasSize(61); // answered after what the write left to do
      assertThat(store.compacted()).isEqualTo(store.head() - 10);
    }
    assertThat(LocalStore.check(directory).problems()).isEmpty();
  }
}

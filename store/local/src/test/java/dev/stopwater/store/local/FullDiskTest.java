package dev.stopwater.store.local;

import static dev.stopwater.store.local.Stores.create;
import static dev.stopwater.store.local.Stores.open;
import static dev.stopwater.store.local.Stores.present;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopwater.store.Change;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreEvent;
import dev.stopwater.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FullDiskTest {

  private static final String VALUE = "v".repeat(10_000);

  @TempDir Path directory;
  private LocalStore store;

  @Test
  void aWriteThatFindsNoSpaceFailsAndTheNextOneSucceedsWhenThereIsSpace() throws Exception {
    try (LocalStore store = open(directory)) {
      create(store, "/a", "1");
      List<StoreEvent> told = new ArrayList<>();
      store.follow(entry -> {}, told::add);
      limitPages(store);
      assertThatThrownBy(() -> create(store, "/large", "v".repeat(1_000_000)))
          .isInstanceOf(StoreException.class)
          .hasMessage("no space is left on the disk of data directory " + directory);
      assertThat(store.head()).isEqualTo(2);
      assertThat(told).isEmpty();
      assertThat(create(store, "/large", "v".repeat(1_000_000))).isEqualTo(3);
      assertThat(told).hasSize(1);
    }
    assertThat(LocalStore.check(directory).problems()).isEmpty();
  }

  @Test
  void aBatchThatFailsFailsForAllWhoWereInIt() throws Exception {
    try (LocalStore store = open(directory)) {
      limitPages(store);
      List<Job.Write> batch =
          Waiting.behindAnErrand(
              store,
              Change.create("/small", new byte[10]),
              Change.create("/small", new byte[10]), // outrun by what never came to be
              Change.create("/large", new byte[1_000_000]));
      for (Job.Write write : batch) {
        assertThatThrownBy(write::await).hasMessageStartingWith("no space is left");
      }
      assertThat(present(store)).isEmpty();
      assertThat(create(store, "/small", "1")).isEqualTo(2);
    }
  }

  @Test
  void onARealDiskNothingThatWasAnsweredIsLost() throws Exception {
    assumeTrue(mounted(), "skipped: this user may not mount a small disk");
    store = open(directory);
    try {
      fillAndGoOn();
    } finally {
      store.close();
      run("umount", directory.toString());
    }
  }

  /// Ten times: fills the disk to the brim, finds all that was answered, and goes on.
  private void fillAndGoOn() throws Exception {
    Path ballast = directory.resolve("ballast");
    List<String> answered = new ArrayList<>();
    int failures = 0;
    for (int round = 0; round < 10; round++) {
      long free = Files.getFileStore(directory).getUsableSpace();
      Files.write(ballast, new byte[(int) Math.max(0, free - 500_000 + round * 12_345)]);
      failures += writeUntilFull("/" + round + "/", answered);
      if (round % 3 == 2) {
        store.close(); // with the disk still full
        openOnAFullDisk();
        Files.delete(ballast);
        store = open(directory);
      } else {
        Files.delete(ballast);
      }
      answered.add("/" + round + "/after");
      create(store, answered.getLast(), "1");
      assertThat(keys(store)).containsExactlyInAnyOrderElementsOf(answered);
      empty();
      answered.clear();
    }
    store.close();
    assertThat(failures).isEqualTo(10);
    assertThat(LocalStore.check(directory).problems()).isEmpty();
  }

  /// It may be opened, for reading; if not, then with the reason.
  private void openOnAFullDisk() {
    try {
      open(directory).close();
    } catch (StoreException refused) {
      assertThat(refused).hasMessageStartingWith("no space is left on the disk of data directory");
    }
  }

  private int writeUntilFull(String prefix, List<String> answered) throws Exception {
    for (int i = 0; i < 10_000; i++) {
      try {
        create(store, prefix + i, VALUE);
        answered.add(prefix + i);
      } catch (StoreException full) {
        assertThat(full).hasMessageContaining("data directory");
        return 1;
      }
    }
    return 0;
  }

  private void empty() throws Exception {
    List<Change> deletions = new ArrayList<>();
    store.follow(entry -> deletions.add(Change.delete(entry.key(), entry.revision())), event -> {});
    for (Change deletion : deletions) {
      assertThat(store.write(deletion)).isInstanceOf(Outcome.Committed.class);
    }
    store.compact(store.head());
  }

  private static List<String> keys(LocalStore store) throws StoreException {
    List<String> keys = new ArrayList<>();
    store.follow(entry -> keys.add(entry.key()), event -> {});
    return keys;
  }

  /// Until the connection is given up, its file may grow by eight pages.
  private static void limitPages(LocalStore store) throws StoreException {
    store.ask(database -> {
      long limit = database.number("PRAGMA page_count") + 8;
      database.run("PRAGMA max_page_count = " + limit);
      return limit;
    });
  }

  private boolean mounted() throws Exception {
    return run("mount", "-t", "tmpfs", "-o", "size=10m", "tmpfs", directory.toString());
  }

  private static boolean run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (java.io.IOException absent) {
      return false;
    }
  }
}

package dev.stopwater.store.local;

import static dev.stopwater.store.local.Stores.bytes;
import static dev.stopwater.store.local.Stores.create;
import static dev.stopwater.store.local.Stores.open;
import static dev.stopwater.store.local.Stores.present;
import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.testkit.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchTest {

  @TempDir Path directory;

  @Test
  void eachWriteSeesThoseBeforeItInTheSameBatch() throws Exception {
    try (LocalStore store = open(directory)) {
      List<Job.Write> batch =
          Waiting.behindAnErrand(
              store,
              Change.create("/a", bytes("1")),
              Change.create("/a", bytes("too late")),
              Change.replace("/a", 2, bytes("2")),
              Change.delete("/a", 3),
              Change.replace("/a", 3, bytes("too late")),
              Change.create("/a", bytes("3")));
      List<String> outcomes = new ArrayList<>();
      for (Job.Write write : batch) {
        outcomes.add(Shown.outcome(write.await()));
      }
      assertThat(outcomes)
          .containsExactly(
              "committed at 2",
              "outrun by " + Shown.entry(new Entry("/a", 2, 2, bytes("1"))),
              "committed at 3",
              "committed at 4",
              "gone",
              "committed at 5");
      assertThat(present(store)).containsExactly(Shown.entry(new Entry("/a", 5, 5, bytes("3"))));
    }
  }

  @Test
  void writesThatWaitWhenTheStoreIsClosedAreFinished() throws Exception {
    LocalStore store = open(directory);
    List<Job.Write> batch =
        Waiting.behindAnErrand(
            store, Change.create("/a", bytes("1")), Change.create("/b", bytes("1")));
    store.close();
    for (Job.Write write : batch) {
      assertThat(write.await()).isInstanceOf(Outcome.Committed.class);
    }
    try (LocalStore again = open(directory)) {
      assertThat(present(again)).hasSize(2);
    }
  }

  @Test
  void aBatchIsNoLargerThanTheSettingsSay() throws Exception {
    try (LocalStore store = LocalStore.open(Stores.settings(directory).withBatch(1))) {
      for (Job.Write write :
          Waiting.behindAnErrand(
              store, Change.create("/a", bytes("1")), Change.replace("/a", 2, bytes("2")))) {
        assertThat(write.await()).isInstanceOf(Outcome.Committed.class);
      }
      assertThat(create(store, "/b", "1")).isEqualTo(4);
    }
  }
}

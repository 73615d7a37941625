package dev.stopwater.store.local;

import static dev.stopwater.store.local.Stores.bytes;
import static dev.stopwater.store.local.Stores.create;
import static dev.stopwater.store.local.Stores.delete;
import static dev.stopwater.store.local.Stores.open;
import static dev.stopwater.store.local.Stores.present;
import static dev.stopwater.store.local.Stores.replace;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.Change;
import dev.stopwater.store.StoreException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckTest {

  @TempDir Path directory;

  /// Revisions 2 to 6, history from 4: rows 2 and 3 are kept for what came after.
  @BeforeEach
  void makeOne() throws Exception {
    try (LocalStore store = open(directory)) {
      long a = create(store, "/a", "1");
      long b = create(store, "/b", "1");
      long a2 = replace(store, "/a", a, "2");
      delete(store, "/b", b);
      replace(store, "/a", a2, "3");
      store.compact(b);
    }
  }

  @Test
  void aSoundStoreIsClean() throws Exception {
    CheckReport report = LocalStore.check(directory);
    assertThat(report.clean()).isTrue();
    assertThat(report).isEqualTo(new CheckReport(directory, 1, 6, 3, 5, 1, 4, report.problems()));
    assertThat(report.text()).contains("5 rows with their checksums").endsWith("all is well\n");
  }

  @Test
  void aChangedValueIsFound() throws Exception {
    sql("UPDATE log SET value = x'00' WHERE revision = 4");
    assertThat(LocalStore.check(directory).problems())
        .containsExactly("the row of revision 4 does not match its checksum");
  }

  @Test
  void aMissingWriteIsFound() throws Exception {
    sql("DELETE FROM log WHERE revision = 5");
    assertThat(LocalStore.check(directory).problems())
        .containsExactly("revisions 5 to 5 are missing");
    assertThatThrownBy(() -> open(directory))
        .isInstanceOf(StoreException.class)
        .hasMessage("data directory " + directory + " is damaged: revisions 5 to 5 are missing");
  }

  @Test
  void aMissingEntryFromBeforeTheHistoryIsFound() throws Exception {
    sql("DELETE FROM log WHERE revision = 3");
    assertThat(LocalStore.check(directory).problems())
        .contains("up to revision 3 there are 1 rows instead of 2")
        .contains("revision 5 does not continue the history of its key");
  }

  @Test
  void aRowThatShouldHaveBeenForgottenIsFound() throws Exception {
    sql("UPDATE state SET compacted = 6, kept = 5");
    assertThat(LocalStore.check(directory).problems())
        .contains("revision 4 should have been compacted");
  }

  @Test
  void aBrokenPageIsFound() throws Exception {
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve("store.db").toFile(), "rw")) {
      long page = file.length() / 8192 - 2; // of the rows or of the state, whichever it is
      file.seek(page * 8192);
      file.write(new byte[] {0x55, 0x55, 0x55, 0x55, 0x55, 0x55});
    }
    try {
      assertThat(LocalStore.check(directory).clean()).isFalse();
    } catch (StoreException refused) {
      assertThat(refused).hasMessageContaining("is damaged");
    }
  }

  @Test
  void whereThereIsNoStoreNothingIsChecked(@TempDir Path empty) {
    assertThatThrownBy(() -> LocalStore.check(empty))
        .isInstanceOf(StoreException.class)
        .hasMessage("there is no store in data directory " + empty);
    assertThatThrownBy(() -> LocalStore.check(empty.resolve("nowhere")))
        .hasMessageStartingWith("there is no store in data directory");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void whoMeetsADamagedRowFailsAlone() throws Exception {
    sql("UPDATE log SET value = x'00' WHERE revision = 6");
    try (LocalStore store = open(directory)) {
      assertThatThrownBy(() -> store.write(Change.replace("/a", 6, bytes("4"))))
          .isInstanceOf(StoreException.class)
          .hasMessage(
              "data directory "
                  + directory
                  + " is damaged: the row of revision 6 does not match its checksum");
      assertThat(create(store, "/c", "1")).isEqualTo(7);
      assertThatThrownBy(() -> present(store)).isInstanceOf(StoreException.class);
    }
  }

  private void sql(String sql) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("store.db"))) {
      connection.createStatement().execute(sql);
    }
  }
}

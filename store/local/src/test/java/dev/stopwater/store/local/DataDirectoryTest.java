package dev.stopwater.store.local;

import static dev.stopwater.store.local.Stores.create;
import static dev.stopwater.store.local.Stores.open;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirectoryTest {

  @TempDir Path temporary;

  @Test
  void aDirectoryHasOneStoreAtATime() throws Exception {
    try (LocalStore store = open(temporary)) {
      String inUse =
          "data directory " + temporary + " is in use by process " + ProcessHandle.current().pid();
      assertThatThrownBy(() -> open(temporary))
          .isInstanceOf(StoreException.class)
          .hasMessage(inUse);
      assertThatThrownBy(() -> LocalStore.check(temporary)).hasMessage(inUse);
      assertThat(ChildProcess.run(OpenOnce.class, temporary.toString()).output())
          .containsExactly(inUse); // the refusals above did not drop the lock
      create(store, "/a", "1");
    }
    open(temporary).close();
  }

  @Test
  void onlyItsOwnerMayReadIt() throws Exception {
    Path directory = temporary.resolve("deep/data");
    try (LocalStore store = open(directory)) {
      create(store, "/secret", "1");
      assertThat(permissions(directory)).isEqualTo("rwx------");
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).allSatisfy(it -> assertThat(permissions(it)).isEqualTo("rw-------"));
      }
    }
  }

  @Test
  void aFileInItsPlaceIsRefused() throws Exception {
    Path file = Files.createFile(temporary.resolve("data"));
    assertThatThrownBy(() -> open(file))
        .isInstanceOf(StoreException.class)
        .hasMessageStartingWith("data directory " + file + " cannot be used");
  }

  @Test
  void aStoreOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
    open(temporary).close();
    sql("PRAGMA user_version = 2");
    byte[] before = Files.readAllBytes(temporary.resolve("store.db"));
    assertThatThrownBy(() -> open(temporary))
        .isInstanceOf(StoreException.class)
        .hasMessage(
            "data directory "
                + temporary
                + " was written by a newer version of this program (format 2; this one knows"
                + " formats up to 1)");
    assertThat(Files.readAllBytes(temporary.resolve("store.db"))).isEqualTo(before);
  }

  @Test
  void aFileThatIsNotOursIsRefused() throws Exception {
    sql("CREATE TABLE other (one)");
    assertThatThrownBy(() -> open(temporary))
        .hasMessage(temporary.resolve("store.db") + " is an SQLite file, but not one of ours");
    Files.writeString(temporary.resolve("store.db"), "no database at all ".repeat(100));
    assertThatThrownBy(() -> open(temporary))
        .hasMessage(
            "data directory " + temporary + " is damaged: its store is not a sound SQLite file");
  }

  @Test
  void theFileIsSetUpAsItsFormatSays() throws Exception {
    try (LocalStore store = open(temporary)) {
      assertThat(number(store, "PRAGMA synchronous")).isEqualTo(2);
      assertThat(number(store, "SELECT count(*) FROM pragma_journal_mode WHERE journal_mode='wal'"))
          .isEqualTo(1);
      assertThat(number(store, "PRAGMA auto_vacuum")).isEqualTo(2);
      assertThat(number(store, "PRAGMA page_size")).isEqualTo(8192);
      assertThat(number(store, "PRAGMA mmap_size")).isZero();
    }
  }

  private static long number(LocalStore store, String pragma) throws StoreException {
    return store.ask(database -> database.number(pragma));
  }

  private static String permissions(Path path) throws Exception {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  private void sql(String sql) throws Exception {
    try (Connection connection =
        DriverManager.getConnection("jdbc:sqlite:" + temporary.resolve("store.db"))) {
      connection.createStatement().execute(sql);
    }
  }

  /// Says why it cannot open the directory, or that it can.
  static final class OpenOnce {
    public static void main(String[] arguments) {
      try (LocalStore store = open(Path.of(arguments[0]))) {
        System.out.println("opened at " + store.head());
      } catch (StoreException refused) {
        System.out.println(refused.getMessage());
      }
    }
  }
}

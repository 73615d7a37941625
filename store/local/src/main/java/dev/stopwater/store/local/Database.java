package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteJDBCLoader;

/// One connection to the file, and every SQL statement of ours. Used by one thread at a time.
///
/// `docs/formats/local-store.md` describes the file.
final class Database implements AutoCloseable {

  private static final String COLUMNS = "revision, key, created, previous, checksum, value";
  private static final String SUPERSEDED =
      "DELETE FROM log WHERE revision IN"
          + " (SELECT previous FROM log WHERE revision > ? AND revision <= ?)";
  private static final String DELETIONS =
      "DELETE FROM log WHERE revision > ? AND revision <= ? AND value IS NULL";
  private static final int ENOUGH = 100;

  private final Path directory;
  private final Connection connection;
  private final Statement plain;
  private final PreparedStatement insert;
  private final PreparedStatement find;
  private final PreparedStatement range;

  private Database(Path directory, Connection connection) throws SQLException {
    this.directory = directory;
    this.connection = connection;
    this.plain = connection.createStatement();
    this.insert =
        connection.prepareStatement("INSERT INTO log (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?)");
    this.find = connection.prepareStatement("SELECT " + COLUMNS + " FROM log WHERE revision = ?");
    this.range =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM log WHERE revision > ? AND revision <= ? ORDER BY revision LIMIT ?");
  }

  /// The native library, and the driver with its notion of dates, which cost as much as all the
  /// rest of an opening.
  static void warmUp() {
    var _ = new SQLiteConfig();
    try {
      SQLiteJDBCLoader.initialize();
    } catch (Exception toldByWhoOpens) {
      // the same happens again there
    }
  }

  static Path file(Path directory) {
    return directory.resolve("store.db");
  }

  /// Opens the file, and makes it if it is not there.
  static Database open(Path directory) throws StoreException {
    try {
      OwnFiles.made(file(directory));
    } catch (IOException failed) {
      throw Failures.unusable(directory, failed);
    }
    return openExisting(directory);
  }

  static Database openExisting(Path directory) throws StoreException {
    if (Files.notExists(file(directory))) {
      throw new StoreException("there is no store in data directory " + directory, null);
    }
    try {
      Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file(directory));
      Database opened = null;
      try {
        Format.prepare(directory, connection);
        opened = new Database(directory, connection);
        return opened;
      } finally {
        if (opened == null) {
          connection.close();
        }
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  void begin() throws StoreException {
    run("BEGIN IMMEDIATE");
  }

  /// Begins to read one state of the file, whatever is written meanwhile.
  void beginReading() throws StoreException {
    run("BEGIN");
  }

  /// When this returns, all since [#begin] is on disk.
  void commit() throws StoreException {
    run("COMMIT");
  }

  void insert(Row row) throws StoreException {
    try {
      insert.setLong(1, row.revision());
      insert.setString(2, row.key());
      insert.setLong(3, row.created());
      insert.setLong(4, row.previous());
      insert.setLong(5, row.checksum());
      insert.setBytes(6, row.value());
      insert.executeUpdate();
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  /// The row of a revision that must be there.
  Row find(long revision) throws StoreException {
    try {
      find.setLong(1, revision);
      try (ResultSet found = find.executeQuery()) {
        if (found.next()) {
          return sound(found);
        }
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
    throw Failures.damaged(directory, "revision " + revision + " is missing");
  }

  /// At most `most` rows after `after`, up to `last`.
  List<Row> range(long after, long last, int most) throws StoreException {
    List<Row> rows = new ArrayList<>();
    try {
      range.setLong(1, after);
      range.setLong(2, last);
      range.setInt(3, most);
      try (ResultSet found = range.executeQuery()) {
        while (found.next()) {
          rows.add(sound(found));
        }
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
    return rows;
  }

  private Row sound(ResultSet found) throws SQLException, StoreException {
    Row row = row(found);
    if (row.checksum() != found.getLong(5)) {
      throw Failures.damaged(
          directory, "the row of revision " + row.revision() + " does not match its checksum");
    }
    return row;
  }

  private static Row row(ResultSet found) throws SQLException {
    byte @Nullable [] value = found.getBytes(6);
    return new Row(found.getLong(1), found.getString(2), found.getLong(3), found.getLong(4), value);
  }

  State state() throws StoreException {
    try (ResultSet found = plain.executeQuery("SELECT compacted, kept FROM state")) {
      if (found.next()) {
        return new State(found.getLong(1), found.getLong(2));
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
    throw Failures.damaged(directory, "its state is missing");
  }

  /// The newest revision that has a row, or 0.
  long newest() throws StoreException {
    try (ResultSet found = plain.executeQuery("SELECT max(revision) FROM log")) {
      return found.getLong(1);
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  /// Goes through all rows without reading values: a present one is shown as empty.
  void outline(Consumer<Row> each) throws StoreException {
    String sql =
        "SELECT revision, key, created, previous, 0, iif(value IS NULL, NULL, x'')"
            + " FROM log ORDER BY revision";
    try (ResultSet found = plain.executeQuery(sql)) {
      while (found.next()) {
        each.accept(row(found));
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  /// Goes through all rows in full; each comes with the checksum that stands beside it.
  void all(RowVisitor each) throws StoreException {
    try (ResultSet found =
        plain.executeQuery("SELECT " + COLUMNS + " FROM log ORDER BY revision")) {
      while (found.next()) {
        each.row(row(found), found.getLong(5));
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  /// Sees one row in full.
  interface RowVisitor {
    void row(Row row, long checksum);
  }

  /// Removes what was present at no time after `last`: what the writes of (`from`, `last`]
  /// replaced, and those of them that were deletions. Each write names what it replaced, so the
  /// work is that of as many rows, however many keys there are.
  State forget(State before, long last) throws StoreException {
    long removed = delete(SUPERSEDED, before.compacted(), last);
    removed += delete(DELETIONS, before.compacted(), last);
    long written = last - Math.max(before.compacted(), 1);
    State after = new State(last, before.kept() + written - removed);
    run("UPDATE state SET compacted = " + after.compacted() + ", kept = " + after.kept());
    return after;
  }

  /// Removes rows that were never acknowledged.
  void forgetAfter(long head) throws StoreException {
    run("DELETE FROM log WHERE revision > " + head);
  }

  private long delete(String sql, long from, long last) throws StoreException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setLong(1, from);
      delete.setLong(2, last);
      return delete.executeUpdate();
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  /// Gives pages back to the file system once a quarter of the file is empty, a few at a time.
  void shrink() throws StoreException {
    if (number("PRAGMA freelist_count") * 4 > number("PRAGMA page_count")) {
      run("PRAGMA incremental_vacuum(256)");
    }
  }

  /// Moves the log of changes into the file, so that it stands alone.
  void checkpoint() throws StoreException {
    run("PRAGMA wal_checkpoint(TRUNCATE)");
  }

  /// What SQLite itself finds wrong with its pages; nothing if all is well.
  List<String> integrity() throws StoreException {
    List<String> problems = new ArrayList<>();
    try (ResultSet found = plain.executeQuery("PRAGMA integrity_check(" + ENOUGH + ")")) {
      while (found.next()) {
        if (!found.getString(1).equals("ok")) {
          problems.add(found.getString(1));
        }
      }
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
    return problems;
  }

  long number(String pragma) throws StoreException {
    try (ResultSet found = plain.executeQuery(pragma)) {
      return found.getLong(1);
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  void run(String sql) throws StoreException {
    try {
      plain.executeUpdate(sql); // to its end; `execute` would take only the first step
    } catch (SQLException failed) {
      throw Failures.of(directory, failed);
    }
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException ignored) {
      // All that was acknowledged is on disk; what is left is repaired when it is opened again.
    }
  }
}

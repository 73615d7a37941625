package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The format of the file: how it is marked, made and told from others.
final class Format {

  /// "Stop" in ASCII.
  static final int APPLICATION = 0x53746f70;

  static final int VERSION = 1;

  private static final List<String> SETTINGS =
      List.of(
          "PRAGMA busy_timeout = 5000",
          "PRAGMA journal_mode = WAL",
          "PRAGMA synchronous = FULL",
          "PRAGMA fullfsync = ON", // on macOS a plain fsync stops at the drive's cache
          "PRAGMA checkpoint_fullfsync = ON",
          "PRAGMA mmap_size = 0", // a failing disk answers with an error, not with a signal
          "PRAGMA cell_size_check = ON",
          "PRAGMA wal_autocheckpoint = 2000",
          "PRAGMA journal_size_limit = 67108864",
          "PRAGMA cache_size = -8192");

  private static final List<String> SCHEMA =
      List.of(
          "CREATE TABLE log (revision INTEGER PRIMARY KEY, key TEXT NOT NULL,"
              + " created INTEGER NOT NULL, previous INTEGER NOT NULL,"
              + " checksum INTEGER NOT NULL, value BLOB) STRICT",
          "CREATE TABLE state (one INTEGER PRIMARY KEY CHECK (one = 1),"
              + " compacted INTEGER NOT NULL, kept INTEGER NOT NULL) STRICT",
          "INSERT INTO state (one, compacted, kept) VALUES (1, 0, 0)",
          "PRAGMA application_id = " + APPLICATION,
          "PRAGMA user_version = " + VERSION);

  private Format() {}

  /// Sets the connection up, and makes the tables if the file is empty.
  ///
  /// @throws StoreException the file is someone else's, or from a version yet to come
  static void prepare(Path directory, Connection connection) throws SQLException, StoreException {
    try (Statement statement = connection.createStatement()) {
      boolean fresh = number(statement, "PRAGMA schema_version") == 0;
      if (fresh) {
        statement.execute("PRAGMA page_size = 8192"); // both only before the first table
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
      } else {
        refuseForeign(directory, statement);
      }
      for (String setting : SETTINGS) {
        statement.execute(setting);
      }
      if (fresh) {
        make(statement);
      }
    }
  }

  private static void refuseForeign(Path directory, Statement statement)
      throws SQLException, StoreException {
    if (number(statement, "PRAGMA application_id") != APPLICATION) {
      throw new StoreException(
          Database.file(directory) + " is an SQLite file, but not one of ours", null);
    }
    int version = number(statement, "PRAGMA user_version");
    if (version > VERSION) {
      throw new StoreException(
          "data directory "
              + directory
              + " was written by a newer version of this program (format "
              + version
              + "; this one knows formats up to "
              + VERSION
              + ")",
          null);
    }
  }

  private static void make(Statement statement) throws SQLException {
    statement.execute("BEGIN IMMEDIATE");
    for (String sql : SCHEMA) {
      statement.execute(sql);
    }
    statement.execute("COMMIT");
  }

  private static int number(Statement statement, String pragma) throws SQLException {
    try (ResultSet found = statement.executeQuery(pragma)) {
      return found.getInt(1);
    }
  }
}

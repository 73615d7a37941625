package dev.stopwater.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// SQLite in WAL mode, synced at every commit, with the present keys in memory or in a table. The
/// log of changes is moved into the file every 16 MB.
final class SqliteContender implements Contender {

  private final Connection connection;
  private final Statement plain;
  private final PreparedStatement insert;
  private final PreparedStatement value;
  private final KeyMap keys = new KeyMap();
  private final @Nullable PreparedStatement present;
  private final @Nullable PreparedStatement current;

  SqliteContender(Path directory, int page, boolean keysInTable) throws SQLException {
    connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("sqlite.db"));
    plain = connection.createStatement();
    for (String setting :
        List.of(
            "page_size = " + page,
            "auto_vacuum = INCREMENTAL",
            "journal_mode = WAL",
            "synchronous = FULL",
            "wal_autocheckpoint = " + (16 << 20) / page,
            "cache_size = -8192")) {
      plain.execute("PRAGMA " + setting);
    }
    plain.execute(
        "CREATE TABLE log (revision INTEGER PRIMARY KEY, key TEXT, created INTEGER,"
            + " previous INTEGER, value BLOB)");
    plain.execute("CREATE TABLE present (key TEXT PRIMARY KEY, revision INTEGER) WITHOUT ROWID");
    insert = connection.prepareStatement("INSERT INTO log VALUES (?, ?, ?, ?, ?)");
    value = connection.prepareStatement("SELECT value FROM log WHERE revision = ?");
    present =
        keysInTable ? connection.prepareStatement("REPLACE INTO present VALUES (?, ?)") : null;
    current =
        keysInTable
            ? connection.prepareStatement("SELECT revision FROM present WHERE key = ?")
            : null;
  }

  @Override
  public long current(String key) throws SQLException {
    if (current == null) {
      return keys.current(key);
    }
    current.setString(1, key);
    try (ResultSet found = current.executeQuery()) {
      return found.next() ? found.getLong(1) : 0;
    }
  }

  @Override
  public byte[] value(long revision) throws SQLException {
    value.setLong(1, revision);
    try (ResultSet found = value.executeQuery()) {
      return found.getBytes(1);
    }
  }

  @Override
  public void commit(List<Row> rows) throws SQLException {
    plain.execute("BEGIN IMMEDIATE");
    for (Row row : rows) {
      insert.setLong(1, row.revision());
      insert.setString(2, row.key());
      insert.setLong(3, row.created());
      insert.setLong(4, row.previous());
      insert.setBytes(5, row.value());
      insert.executeUpdate();
      if (present != null) {
        present.setString(1, row.key());
        present.setLong(2, row.revision());
        present.executeUpdate();
      }
    }
    plain.execute("COMMIT");
    keys.apply(rows);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}

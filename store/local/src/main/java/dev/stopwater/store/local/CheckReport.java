package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a check of a data directory found.
///
/// @param format the version of the file's format
/// @param head the newest revision
/// @param compacted the revision up to which history was forgotten
/// @param rows how many rows were read, each with its checksum
/// @param present how many keys there are
/// @param valueBytes how much all values weigh
/// @param problems one sentence each, at most about 200; none: all is well
public record CheckReport(
    Path directory,
    int format,
    long head,
    long compacted,
    long rows,
    long present,
    long valueBytes,
    List<String> problems) {

  public CheckReport {
    problems = List.copyOf(problems);
  }

  public boolean clean() {
    return problems.isEmpty();
  }

  /// What was verified, and what was found, in a few lines.
  public String text() {
    StringBuilder text =
        new StringBuilder(
            """
            %s: format %d, revisions up to %d, history from %d
            verified: SQLite's pages and indexes, %d rows with their checksums (%d bytes of values),
            no revision missing, each row continues the history of its key, %d keys present
            """
                .formatted(directory, format, head, compacted + 1, rows, valueBytes, present));
    problems.forEach(problem -> text.append("problem: ").append(problem).append('\n'));
    return text.append(clean() ? "all is well\n" : "damaged\n").toString();
  }

  static CheckReport of(Path directory) throws StoreException {
    if (Files.notExists(Database.file(directory))) {
      throw new StoreException("there is no store in data directory " + directory, null);
    }
    try (DirectoryLock _ = DirectoryLock.take(directory);
        Database database = Database.openExisting(directory)) {
      return of(directory, database);
    }
  }

  private static CheckReport of(Path directory, Database database) throws StoreException {
    State state = database.state();
    Replay replay = new Replay(state);
    long[] bytes = {0};
    database.integrity().forEach(replay::note);
    try {
      database.all((row, checksum) -> {
        if (row.checksum() != checksum) {
          replay.note("the row of revision " + row.revision() + " does not match its checksum");
        }
        bytes[0] += row.value() == null ? 0 : row.value().length;
        replay.row(row);
      });
      replay.end();
    } catch (StoreException unreadable) {
      replay.note(String.valueOf(unreadable.getMessage()));
    }
    return new CheckReport(
        directory,
        (int) database.number("PRAGMA user_version"),
        replay.head(),
        state.compacted(),
        replay.rows(),
        replay.index().size(),
        bytes[0],
        replay.problems());
  }
}

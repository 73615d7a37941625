package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// What went wrong, as one sentence for whoever runs the server.
final class Failures {

  private static final int PRIMARY = 0xff; // SQLite's extended codes carry theirs in the low byte

  private Failures() {}

  static StoreException of(Path directory, SQLException failed) {
    return new StoreException(sentence(directory, failed), failed);
  }

  private static String sentence(Path directory, SQLException failed) {
    SQLiteErrorCode code =
        failed instanceof SQLiteException sqlite
            ? sqlite.getResultCode()
            : SQLiteErrorCode.getErrorCode(failed.getErrorCode());
    return switch (SQLiteErrorCode.getErrorCode(code.code & PRIMARY)) {
      case SQLITE_FULL -> noSpace(directory);
      case SQLITE_IOERR ->
          code == SQLiteErrorCode.SQLITE_IOERR_SHMSIZE // a file that could not grow
              ? noSpace(directory)
              : "the disk of data directory " + directory + " failed (" + code.name() + ")";
      case SQLITE_CORRUPT, SQLITE_NOTADB ->
          "data directory " + directory + " is damaged: its store is not a sound SQLite file";
      case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH ->
          "data directory " + directory + " cannot be written (" + code.name() + ")";
      case SQLITE_BUSY, SQLITE_LOCKED ->
          "another program holds the store in data directory " + directory + " locked";
      default -> "the store in data directory " + directory + " failed: " + failed.getMessage();
    };
  }

  static StoreException unusable(Path directory, IOException failed) {
    if (failed instanceof AccessDeniedException) {
      return new StoreException("data directory " + directory + " may not be written", failed);
    }
    String message = String.valueOf(failed.getMessage());
    if (message.toLowerCase(Locale.ROOT).contains("no space left")) {
      return new StoreException(noSpace(directory), failed);
    }
    return new StoreException(
        "data directory " + directory + " cannot be used: " + failed.getMessage(), failed);
  }

  static StoreException damaged(Path directory, String what) {
    return new StoreException("data directory " + directory + " is damaged: " + what, null);
  }

  static StoreException closed() {
    return new StoreException("the store is closed", null);
  }

  private static String noSpace(Path directory) {
    return "no space is left on the disk of data directory " + directory;
  }
}

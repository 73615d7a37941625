package dev.stopwater.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.List;

/// A way to keep rows on disk, reduced to what a store needs of it. Used by one thread.
///
/// All contenders get the same rows from the same [GroupCommit]; they differ only in what they do
/// with them.
interface Contender extends AutoCloseable {

  /// A write, as a store would keep it.
  @SuppressWarnings("ArrayRecordComponent") // never changed
  record Row(long revision, String key, long created, long previous, byte[] value) {}

  /// The revision that the key has now, or 0.
  long current(String key) throws Exception;

  /// The value of a revision, which becomes the previous entry of an event.
  byte[] value(long revision) throws Exception;

  /// When this returns, all these rows survive a power failure.
  void commit(List<Row> rows) throws Exception;

  @Override
  void close() throws IOException, SQLException;
}

package dev.stopwater.bench;

import java.io.IOException;
import java.sql.SQLException;

/// What the load writes to: one durable write at a time for each caller.
interface Target extends AutoCloseable {

  /// Gives the key a value; only the caller's own thread writes to this key.
  void put(String key, byte[] value) throws Exception;

  @Override
  void close() throws IOException, SQLException;
}

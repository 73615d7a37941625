package dev.stopwater.bench;

import java.nio.file.Path;
import java.util.List;
import org.rocksdb.CompressionType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// RocksDB, its write-ahead log synced at every batch.
final class RocksContender implements Contender {

  private final Options options =
      new Options()
          .setCreateIfMissing(true)
          .setCompressionType(CompressionType.NO_COMPRESSION)
          .setWriteBufferSize(16 << 20);
  private final WriteOptions synced = new WriteOptions().setSync(true);
  private final RocksDB database;
  private final KeyMap keys = new KeyMap();

  RocksContender(Path directory) throws RocksDBException {
    RocksDB.loadLibrary();
    database = RocksDB.open(options, directory.resolve("rocks").toString());
  }

  @Override
  public long current(String key) {
    return keys.current(key);
  }

  @Override
  public byte[] value(long revision) throws RocksDBException {
    byte[] found = database.get(RowBytes.revision(revision));
    if (found == null) {
      throw new IllegalStateException("revision " + revision + " is missing");
    }
    return RowBytes.value(found);
  }

  @Override
  public void commit(List<Row> rows) throws RocksDBException {
    try (WriteBatch batch = new WriteBatch()) {
      for (Row row : rows) {
        batch.put(RowBytes.revision(row.revision()), RowBytes.of(row));
      }
      database.write(synced, batch);
    }
    keys.apply(rows);
  }

  @Override
  public void close() {
    database.close();
    synced.close();
    options.close();
  }
}

package dev.stopwater.bench;

import java.nio.file.Path;
import java.util.List;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;

/// H2's MVStore, a log-structured B-tree in Java, committed and synced at every batch.
final class MvStoreContender implements Contender {

  private final MVStore store;
  private final MVMap<Long, byte[]> log;
  private final KeyMap keys = new KeyMap();

  MvStoreContender(Path directory) {
    store =
        new MVStore.Builder()
            .fileName(directory.resolve("mv.db").toString())
            .autoCommitDisabled()
            .open();
    log = store.openMap("log");
  }

  @Override
  public long current(String key) {
    return keys.current(key);
  }

  @Override
  public byte[] value(long revision) {
    byte[] found = log.get(revision);
    if (found == null) {
      throw new IllegalStateException("revision " + revision + " is missing");
    }
    return RowBytes.value(found);
  }

  @Override
  public void commit(List<Row> rows) {
    for (Row row : rows) {
      log.put(row.revision(), RowBytes.of(row));
    }
    store.commit();
    store.sync();
    keys.apply(rows);
  }

  @Override
  public void close() {
    store.close();
  }
}

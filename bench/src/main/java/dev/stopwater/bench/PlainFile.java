package dev.stopwater.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A file that is appended to and synced, with all values in memory: no store, but the least that
/// any store on this disk has to do.
final class PlainFile implements Contender {

  private final FileChannel file;
  private final KeyMap keys = new KeyMap();
  private final Map<Long, byte[]> values = new HashMap<>();

  PlainFile(Path directory) throws IOException {
    file =
        FileChannel.open(
            directory.resolve("plain.log"), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Override
  public long current(String key) {
    return keys.current(key);
  }

  @Override
  public byte[] value(long revision) {
    byte[] found = values.get(revision);
    if (found == null) {
      throw new IllegalStateException("revision " + revision + " is missing");
    }
    return found;
  }

  @Override
  public void commit(List<Row> rows) throws IOException {
    ByteBuffer[] parts =
        rows.stream().map(row -> ByteBuffer.wrap(RowBytes.of(row))).toArray(ByteBuffer[]::new);
    while (parts[parts.length - 1].hasRemaining()) {
      file.write(parts);
    }
    file.force(false);
    keys.apply(rows);
    for (Row row : rows) {
      values.put(row.revision(), row.value());
      values.remove(row.previous());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

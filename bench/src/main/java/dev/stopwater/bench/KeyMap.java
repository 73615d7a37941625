package dev.stopwater.bench;

import dev.stopwater.bench.Contender.Row;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The present keys in memory, for contenders that do not look them up on disk.
final class KeyMap {

  private final Map<String, Long> revisions = new HashMap<>();

  long current(String key) {
    return revisions.getOrDefault(key, 0L);
  }

  void apply(List<Row> rows) {
    for (Row row : rows) {
      revisions.put(row.key(), row.revision());
    }
  }
}

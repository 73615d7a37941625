package dev.stopwater.store.local;

import dev.stopwater.store.Change;
import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;

/// The process that is killed: 64 threads that write to the same few hundred keys for ever, and one
/// line of output for each write that was answered.
final class CrashChild {

  static final int WRITERS = 64;
  static final int HISTORY = 2_000;
  private static final int KEYS = 300;

  private final LocalStore store;
  private final Map<String, Entry> present = new ConcurrentHashMap<>();

  private CrashChild(LocalStore store) throws Exception {
    this.store = store;
    store.follow(
        entry -> present.put(entry.key(), entry),
        event -> {
          if (event.value() == null) {
            present.remove(event.key());
          } else {
            present.put(event.key(), event.entry());
          }
        });
  }

  public static void main(String[] arguments) throws Exception {
    say("opening");
    LocalStore store = LocalStore.open(Stores.settings(Path.of(arguments[0])).withHistory(HISTORY));
    CrashChild child = new CrashChild(store);
    Random seeds = new Random(Long.parseLong(arguments[1]));
    for (int i = 0; i < WRITERS; i++) {
      Random random = new Random(seeds.nextLong());
      Thread.ofPlatform().start(() -> child.write(random));
    }
  }

  private void write(Random random) {
    try {
      while (true) {
        String key = "/k/" + random.nextInt(KEYS);
        Change change = change(key, random);
        if (store.write(change) instanceof Outcome.Committed(long revision)) {
          say(answered(revision, key, change.value()));
        }
      }
    } catch (Exception broken) {
      say("broken: " + broken);
    }
  }

  private Change change(String key, Random random) {
    Entry holder = present.get(key);
    if (holder != null && random.nextInt(8) == 0) {
      return Change.delete(key, holder.revision());
    }
    byte[] value = new byte[random.nextInt(random.nextInt(20) == 0 ? 60_000 : 3_000)];
    random.nextBytes(value);
    return Change.replace(key, holder == null ? 0 : holder.revision(), value);
  }

  /// How a write is told of: by whoever was answered, and by whoever finds it again.
  static String answered(long revision, String key, byte[] value) {
    if (value == null) {
      return revision + " " + key + " deleted";
    }
    CRC32C sum = new CRC32C();
    sum.update(value);
    return revision + " " + key + " " + value.length + " " + Long.toHexString(sum.getValue());
  }

  private static void say(String line) {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.US_ASCII);
    synchronized (CrashChild.class) {
      System.out.write(bytes, 0, bytes.length);
      System.out.flush();
    }
  }
}

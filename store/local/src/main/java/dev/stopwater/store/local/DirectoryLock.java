package dev.stopwater.store.local;

import dev.stopwater.store.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// The right of one process, and of one store in it, to a data directory: an advisory lock on its
/// file `lock`, which names the holder. The kernel releases it when the process dies.
final class DirectoryLock implements AutoCloseable {

  // On POSIX, closing any channel of a file drops all locks that the process has on it, so a second
  // attempt of this process must be refused before the file is opened.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path held;
  private final FileChannel channel;

  private DirectoryLock(Path held, FileChannel channel) {
    this.held = held;
    this.channel = channel;
  }

  /// @param directory exists
  /// @throws StoreException someone else holds it, or it cannot be written
  static DirectoryLock take(Path directory) throws StoreException {
    try {
      Path real = directory.toRealPath();
      if (!HELD_HERE.add(real)) {
        throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
      }
      FileChannel channel = null;
      try {
        channel = lock(directory);
        return new DirectoryLock(real, channel);
      } finally {
        if (channel == null) {
          HELD_HERE.remove(real);
        }
      }
    } catch (IOException refused) {
      throw Failures.unusable(directory, refused);
    }
  }

  private static FileChannel lock(Path directory) throws IOException, StoreException {
    FileChannel channel =
        FileChannel.open(
            OwnFiles.made(directory.resolve("lock")),
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    boolean locked = false;
    try {
      @Nullable FileLock lock = channel.tryLock();
      if (lock == null) {
        throw inUse(directory, Files.readString(directory.resolve("lock")).strip());
      }
      String pid = ProcessHandle.current().pid() + "\n";
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)), 0);
      locked = true;
      return channel;
    } finally {
      if (!locked) {
        channel.close();
      }
    }
  }

  private static StoreException inUse(Path directory, String holder) {
    String by = holder.isEmpty() ? "another process" : "process " + holder;
    return new StoreException("data directory " + directory + " is in use by " + by, null);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException ignored) {
      // The kernel closes it with the process.
    }
    HELD_HERE.remove(held);
  }
}

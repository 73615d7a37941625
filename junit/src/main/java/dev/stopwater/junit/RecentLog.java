package dev.stopwater.junit;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/// The last of what was written, and how much that was in all. Any thread.
final class RecentLog extends OutputStream {

  private static final int KEPT = 1 << 16; // bytes

  private final byte[] ring = new byte[KEPT]; // guarded by this
  private long written; // guarded by this

  @Override
  public synchronized void write(int octet) {
    ring[(int) (written++ % KEPT)] = (byte) octet;
  }

  @Override
  public synchronized void write(byte[] bytes, int from, int count) {
    for (int i = from; i < from + count; i++) {
      write(bytes[i]);
    }
  }

  /// How much was written until now, in bytes.
  synchronized long written() {
    return written;
  }

  /// The lines that were written since then, as far as they are kept.
  ///
  /// @param since what [#written] was
  synchronized String since(long since) {
    long from = Math.max(since, written - KEPT);
    byte[] kept = new byte[(int) (written - from)];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = ring[(int) ((from + i) % KEPT)];
    }
    String text = new String(kept, StandardCharsets.UTF_8);
    return from == since ? text : "…" + text.substring(text.indexOf('\n') + 1);
  }
}

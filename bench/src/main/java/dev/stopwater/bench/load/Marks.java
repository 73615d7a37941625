package dev.stopwater.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.function.LongConsumer;

/// Finds the numbers that follow a mark in a stream of bytes, such as `"at":"123"`, wherever the
/// stream is cut into pieces. One thread at a time.
public final class Marks {

  private final byte[] mark;
  private final LongConsumer found;
  private int matched;
  private boolean within;
  private long number;

  /// @param mark what stands before a number; its first character stands nowhere else in it but
  ///   where a match may begin anew
  public Marks(String mark, LongConsumer found) {
    this.mark = mark.getBytes(US_ASCII);
    this.found = found;
  }

  public void read(ByteBuffer some) {
    while (some.hasRemaining()) {
      read(some.get());
    }
  }

  private void read(byte each) {
    if (within) {
      if (each >= '0' && each <= '9') {
        number = number * 10 + each - '0';
        return;
      }
      within = false;
      found.accept(number);
    }
    if (each == mark[matched]) {
      matched++;
    } else {
      matched = each == mark[0] ? 1 : 0;
    }
    if (matched == mark.length) {
      matched = 0;
      within = true;
      number = 0;
    }
  }
}

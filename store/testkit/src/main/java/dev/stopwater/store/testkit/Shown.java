package dev.stopwater.store.testkit;

import dev.stopwater.store.Entry;
import dev.stopwater.store.Outcome;
import dev.stopwater.store.StoreEvent;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Entries, events and outcomes as text: what two stores must agree on, and what a failed test
/// shows.
public final class Shown {

  private Shown() {}

  public static String entry(@Nullable Entry entry) {
    return entry == null
        ? "nothing"
        : entry.key()
            + "="
            + bytes(entry.value())
            + " ("
            + entry.created()
            + ".."
            + entry.revision()
            + ")";
  }

  public static String event(StoreEvent event) {
    return event.revision()
        + ": "
        + event.key()
        + " from "
        + entry(event.previous())
        + " to "
        + entry(event.entry());
  }

  public static String outcome(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Committed(long revision) -> "committed at " + revision;
      case Outcome.Outrun(Entry winner) -> "outrun by " + entry(winner);
      case Outcome.Gone() -> "gone";
    };
  }

  private static String bytes(byte[] value) {
    CRC32C sum = new CRC32C();
    sum.update(value);
    return value.length + "b:" + Long.toHexString(sum.getValue());
  }
}

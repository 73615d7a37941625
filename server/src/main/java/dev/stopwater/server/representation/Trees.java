package dev.stopwater.server.representation;

import dev.stopwater.lifecycle.Bytes;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.watchcache.Item;
import java.util.Iterator;
import java.util.function.UnaryOperator;

/// Objects of a list as trees, made one after the other as they are asked for, so that a list of
/// which only a part of each object is shown never holds all of them; and counted as held.
public final class Trees implements Iterator<MapValue> {

  /// Of a tree, what is kept when only metadata and cells are shown.
  private static final int PART_OF = 4;

  // In bytes, for each byte of a text and for what it may stand for; `TreesTest` measures them.
  private static final int BYTE = 4;
  private static final int QUOTE = 40;
  private static final int COMMA = 24;
  private static final int NUMBER = 120;
  private static final int OPENED = 190;

  private final Iterator<Item> items;
  private final Bytes held;
  private final boolean kept;
  private final UnaryOperator<MapValue> served;
  private long passing;

  /// @param kept whether whoever asks keeps the trees, rather than a part of each
  Trees(Iterator<Item> items, Bytes held, boolean kept, UnaryOperator<MapValue> served) {
    this.items = items;
    this.held = held;
    this.kept = kept;
    this.served = served;
  }

  /// What an object of this text takes as a tree at most, by a quick look at the text.
  public static long weight(byte[] json) {
    long weight = (long) BYTE * json.length;
    byte before = 0;
    for (byte each : json) {
      weight += weight(before, each);
      before = each;
    }
    return weight;
  }

  private static int weight(byte before, byte each) {
    return switch (each) {
      case '"' -> QUOTE;
      case ',' -> COMMA;
      case '{', '[' -> OPENED;
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' ->
          before == ',' || before == ':' || before == '[' ? NUMBER : 0;
      default -> 0;
    };
  }

  /// What one object and its encoded form take, the room for growing included.
  static long whole(byte[] json) {
    return weight(json) + 2L * json.length;
  }

  @Override
  public boolean hasNext() {
    return items.hasNext();
  }

  @Override
  public MapValue next() {
    held.give(passing);
    byte[] json = items.next().json();
    long whole = whole(json);
    held.take(whole);
    passing = kept ? 0 : whole - whole / PART_OF;
    return served.apply((MapValue) Json.parse(json));
  }
}

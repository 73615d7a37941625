package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.List;
import java.util.Random;

/// Values made by a seed, rich in what codecs get wrong.
final class RandomValues {

  private static final List<String> PIECES =
      List.of(
          "a",
          "b",
          "name",
          "-",
          ": ",
          " #",
          "é",
          "😀",
          "\u2028",
          "\ufffd",
          "\"",
          "\\",
          "\n",
          "\t",
          "\r",
          "\u0001",
          "\u007f",
          "\u0085",
          "<",
          "&",
          "{",
          "[",
          "'",
          "0",
          "12",
          "1e3",
          "0x1f",
          "yes",
          "null",
          "~",
          "true",
          "%",
          "@",
          "|",
          " ",
          "  ",
          "*",
          "=",
          "<<",
          "2001-01-01",
          ".",
          "long words ");

  private final Random random;

  RandomValues(long seed) {
    System.out.println("seed " + seed);
    random = new Random(seed);
  }

  MapValue object() {
    MapValue object = new MapValue();
    if (random.nextBoolean()) {
      object.put("kind", text());
    }
    if (random.nextBoolean()) {
      object.put("apiVersion", text());
    }
    MapValue metadata = map(2);
    if (random.nextBoolean()) {
      object.put("metadata", metadata.put("resourceVersion", "5"));
    }
    map(3).entries().forEach(entry -> object.putIfAbsent(entry.getKey(), entry.getValue()));
    return object;
  }

  Value value(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 7)) {
      case 0 -> Null.NULL;
      case 1 -> new Bool(random.nextBoolean());
      case 2 -> new Int(random.nextBoolean() ? random.nextLong() : random.nextInt(-10, 100));
      case 3 -> new Real(real());
      case 4, 5, 6 -> new Text(text());
      case 7 -> list(depth - 1);
      default -> map(depth - 1);
    };
  }

  private double real() {
    double value = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(value) && value % 1 != 0 ? value : random.nextInt(100) + 0.5;
  }

  MapValue map(int depth) {
    MapValue map = new MapValue();
    for (int i = random.nextInt(5); i > 0; i--) {
      map.put(text(), value(depth));
    }
    return map;
  }

  ListValue list(int depth) {
    ListValue list = new ListValue();
    for (int i = random.nextInt(5); i > 0; i--) {
      list.add(value(depth));
    }
    return list;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(5); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }
}

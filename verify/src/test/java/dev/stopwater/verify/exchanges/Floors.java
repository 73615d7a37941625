package dev.stopwater.verify.exchanges;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/// How many scenarios of each theme have passed before, and must go on passing.
///
/// The file has a line `theme number` for each theme; a line with `#` in front is a remark.
record Floors(Map<String, Integer> byTheme) {

  Floors {
    byTheme = Map.copyOf(byTheme);
  }

  static Floors in(Path file) throws IOException {
    Map<String, Integer> floors = new TreeMap<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank() && !line.startsWith("#")) {
        String[] words = line.strip().split(" +");
        floors.put(words[0], Integer.valueOf(words[1]));
      }
    }
    return new Floors(floors);
  }

  int of(String theme) {
    return byTheme.getOrDefault(theme, 0);
  }
}

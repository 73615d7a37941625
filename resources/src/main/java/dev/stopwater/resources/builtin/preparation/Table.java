package dev.stopwater.resources.builtin.preparation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A text table of this package: a row for each line, cells parted by blanks, `#` for comments.
final class Table {

  private Table() {}

  static List<List<String>> load(String name) {
    try (InputStream stream = Table.class.getResourceAsStream(name);
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    Objects.requireNonNull(stream, name), StandardCharsets.UTF_8))) {
      return lines
          .lines()
          .map(String::strip)
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(line -> List.of(line.split("\\s+", -1)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The value of the first cell that begins with `key=`, or `otherwise`.
  static String value(List<String> cells, String key, String otherwise) {
    return cells.stream()
        .filter(cell -> cell.startsWith(key + "="))
        .map(cell -> cell.substring(key.length() + 1))
        .findFirst()
        .orElse(otherwise);
  }
}

package dev.stopwater.resources.builtin.kinds;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What types and fields mean, in upstream's words. The build takes them from the Java client; a
/// build without it has none.
public final class Descriptions {

  private static final String FILE = "descriptions.txt";

  private final Map<String, String> texts;

  private Descriptions(Map<String, String> texts) {
    this.texts = texts;
  }

  public static Descriptions none() {
    return new Descriptions(Map.of());
  }

  /// Those of the built-in kinds, read anew: they are large, so callers let go of them.
  public static Descriptions read() {
    try (InputStream file = Descriptions.class.getResourceAsStream(FILE)) {
      return file == null ? none() : parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Descriptions parse(String text) {
    Map<String, String> texts = new HashMap<>();
    text.lines()
        .forEach(line -> {
          int blank = line.indexOf(' ');
          texts.put(line.substring(0, blank), unescaped(line.substring(blank + 1)));
        });
    return new Descriptions(texts);
  }

  /// One line for each text: its name, a blank, the text with ends of line as `\n`.
  public static String write(Map<String, String> texts) {
    StringBuilder lines = new StringBuilder();
    texts.forEach((name, text) ->
        lines
            .append(name)
            .append(' ')
            .append(text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", ""))
            .append('\n'));
    return lines.toString();
  }

  private static String unescaped(String text) {
    if (text.indexOf('\\') < 0) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        char escaped = text.charAt(++i);
        plain.append(escaped == 'n' ? '\n' : escaped);
      } else {
        plain.append(c);
      }
    }
    return plain.toString();
  }

  /// @param typeName in full
  public @Nullable String of(String typeName) {
    return texts.get(typeName);
  }

  public @Nullable String of(String typeName, String field) {
    return texts.get(typeName + "." + field);
  }
}

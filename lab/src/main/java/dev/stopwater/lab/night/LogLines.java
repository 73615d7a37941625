package dev.stopwater.lab.night;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a server logged in a night: how often each text, and one line of each as an example.
public record LogLines(List<Text> texts) {

  private static final Pattern CONSTANT = Pattern.compile("^\\S+Z \"([^\"]+)\"");
  private static final int LONGEST = 600;

  /// One text.
  public record Text(String text, long count, String example) {}

  public LogLines {
    texts = List.copyOf(texts);
  }

  static LogLines read(Path log) throws IOException {
    Map<String, Text> texts = new LinkedHashMap<>();
    try (Stream<String> lines = Files.lines(log)) {
      lines.forEach(line -> {
        Matcher constant = CONSTANT.matcher(line);
        if (constant.find()) {
          texts.merge(
              constant.group(1),
              new Text(constant.group(1), 1, shortened(line)),
              (known, next) -> new Text(known.text(), known.count() + 1, known.example()));
        }
      });
    }
    return new LogLines(texts.values().stream().toList());
  }

  private static String shortened(String line) {
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " …";
  }
}

package dev.stopwater.assembly;

import java.io.PrintStream;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// One line for each event: a time, a constant text, named values. Any thread.
public final class Log {

  private final PrintStream out;
  private final InstantSource clock;

  public Log(PrintStream out, InstantSource clock) {
    this.out = out;
    this.clock = clock;
  }

  /// @param namesAndValues in turn
  public void line(String text, Object... namesAndValues) {
    StringBuilder line = new StringBuilder(200);
    line.append(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .append(" \"")
        .append(text)
        .append('"');
    for (int i = 0; i + 1 < namesAndValues.length; i += 2) {
      line.append(' ').append(namesAndValues[i]).append('=');
      append(line, namesAndValues[i + 1]);
    }
    out.println(line);
  }

  private static void append(StringBuilder line, Object value) {
    String text = String.valueOf(value);
    if (value instanceof Number) {
      line.append(text);
      return;
    }
    line.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> line.append('\\').append(c);
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        default -> line.append(c < ' ' ? '?' : c);
      }
    }
    line.append('"');
  }

  /// Something failed that no request is to blame for.
  public void fault(String what, Throwable failure) {
    line("Fault", "where", what, "failure", failure);
    failure.printStackTrace(out);
  }
}

package dev.stopwater.live.servlet;

import java.io.IOException;
import java.io.Writer;

/// Writes as long as its response was not taken.
final class GuardedWriter extends Writer {

  private final Writer out;
  private final GuardedResponse response;

  GuardedWriter(Writer out, GuardedResponse response) {
    this.out = out;
    this.response = response;
  }

  @Override
  public void write(char[] text, int from, int length) throws IOException {
    response.writing(() -> out.write(text, from, length));
  }

  @Override
  public void flush() throws IOException {
    response.writing(out::flush);
  }

  @Override
  public void close() throws IOException {
    response.writing(out::close);
  }
}

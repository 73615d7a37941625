package dev.stopwater.live.servlet;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;

/// Writes as long as its response was not taken.
final class GuardedStream extends ServletOutputStream {

  private final ServletOutputStream out;
  private final GuardedResponse response;

  GuardedStream(ServletOutputStream out, GuardedResponse response) {
    this.out = out;
    this.response = response;
  }

  @Override
  public void write(int one) throws IOException {
    response.writing(() -> out.write(one));
  }

  @Override
  public void write(byte[] bytes, int from, int length) throws IOException {
    response.writing(() -> out.write(bytes, from, length));
  }

  @Override
  public void flush() throws IOException {
    response.writing(out::flush);
  }

  @Override
  public void close() throws IOException {
    response.writing(out::close);
  }

  @Override
  public boolean isReady() {
    return out.isReady();
  }

  @Override
  public void setWriteListener(WriteListener listener) {
    out.setWriteListener(listener);
  }
}

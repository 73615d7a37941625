package dev.stopwater.lab.handoff;

import dev.stopwater.http.Reply;
import java.io.IOException;

/// A reply that is over: nothing can be added to it.
enum Over implements Reply {
  REPLY;

  @Override
  public void status(int code) {}

  @Override
  public int status() {
    return 504;
  }

  @Override
  public void header(String name, String value) {}

  @Override
  public void addHeader(String name, String value) {}

  @Override
  public boolean committed() {
    return true;
  }

  @Override
  public long written() {
    return 0;
  }

  @Override
  public void send(byte[] body) throws IOException {
    throw new TimeoutReply.LateException();
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    throw new TimeoutReply.LateException();
  }

  @Override
  public void flush() throws IOException {
    throw new TimeoutReply.LateException();
  }

  @Override
  public void end() throws IOException {
    throw new TimeoutReply.LateException();
  }
}

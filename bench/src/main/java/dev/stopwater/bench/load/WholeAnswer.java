package dev.stopwater.bench.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/// Keeps a whole answer.
final class WholeAnswer implements Receiver {

  final CompletableFuture<Answer> answer = new CompletableFuture<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private int status;
  private String type = "";

  @Override
  public void began(int code, String contentType) {
    status = code;
    type = contentType;
  }

  @Override
  public void bytes(ByteBuffer some) {
    byte[] copy = new byte[some.remaining()];
    some.get(copy);
    body.writeBytes(copy);
  }

  @Override
  public void ended(@Nullable Throwable failure) {
    if (failure == null) {
      answer.complete(new Answer(status, type, body.toByteArray()));
    } else {
      answer.completeExceptionally(failure);
    }
  }
}

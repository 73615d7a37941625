package dev.stopwater.server.errors;

import dev.stopwater.http.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// Answers in plain text, as Go's `http.Error` writes them.
public final class PlainText {

  private PlainText() {}

  public static void send(Reply reply, int code, String text) throws IOException {
    reply.status(code);
    reply.header("Content-Type", "text/plain; charset=utf-8");
    reply.header("X-Content-Type-Options", "nosniff");
    reply.send((text + "\n").getBytes(StandardCharsets.UTF_8));
  }

  /// What Go's server itself says to a request line that it cannot parse.
  public static void badRequest(Reply reply) throws IOException {
    reply.status(400);
    reply.header("Content-Type", "text/plain; charset=utf-8");
    reply.send("400 Bad Request".getBytes(StandardCharsets.UTF_8));
  }

  public static void notFound(Reply reply) throws IOException {
    send(reply, 404, "404 page not found");
  }
}

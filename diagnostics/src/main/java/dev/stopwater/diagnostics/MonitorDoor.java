package dev.stopwater.diagnostics;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.monitor.pages.Answer;
import dev.stopwater.monitor.pages.MonitorPages;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// [MonitorPages] over our own view of HTTP. Any thread; the engine cuts a reader that takes none.
public final class MonitorDoor {

  private final MonitorPages pages;

  public MonitorDoor(MonitorPages pages) {
    this.pages = pages;
  }

  /// @param path decoded
  /// @param query the first value of a parameter, or an empty text
  /// @return false if the path is none of ours
  public boolean serve(String path, UnaryOperator<String> query, Exchange exchange)
      throws IOException {
    String accept = exchange.header("Accept");
    Reply reply = exchange.reply();
    return pages.answer(
        path, query, accept == null ? "" : accept, exchange.live(), answer -> send(answer, reply));
  }

  private static void send(Answer answer, Reply reply) throws IOException {
    reply.status(answer.status());
    answer.headers().forEach(reply::header);
    reply.send(answer.body());
  }
}

package dev.stopwater.diagnostics;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.profiles.pages.Page;
import dev.stopwater.profiles.pages.ProfilePages;
import java.io.IOException;
import java.util.function.UnaryOperator;

/// [ProfilePages] over our own view of HTTP. Any thread; the engine cuts a reader that takes none.
public final class PprofPages {

  private final ProfilePages pages;

  public PprofPages(ProfilePages pages) {
    this.pages = pages;
  }

  /// @param path decoded
  /// @param query the first value of a parameter, or an empty text
  /// @return false if the path is none of ours
  public boolean serve(String path, UnaryOperator<String> query, Exchange exchange)
      throws IOException, InterruptedException {
    Reply reply = exchange.reply();
    return pages.answer(path, query, exchange.live(), page -> send(page, reply));
  }

  private static void send(Page page, Reply reply) throws IOException {
    reply.status(page.status());
    page.headers().forEach(reply::header);
    reply.send(page.body());
  }
}

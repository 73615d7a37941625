package dev.stopwater.lab.handoff;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Handler;
import dev.stopwater.lifecycle.Held;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/// At most so many requests in the handler at once, the others are told to come back: the same gate
/// before the same handler in every night. The server's own gates let the platform pass, since it
/// is in `system:masters`. Any thread.
public final class Seats implements Handler {

  private static final byte[] FULL =
      "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8);

  private final Semaphore seats;
  private final Handler handler;

  public Seats(int most, Handler handler) {
    this.seats = new Semaphore(most);
    this.handler = handler;
  }

  @Override
  public void handle(Exchange exchange) throws Exception {
    if (!seats.tryAcquire()) {
      exchange.reply().status(429);
      exchange.reply().header("Retry-After", "1");
      exchange.reply().send(FULL);
      return;
    }
    Held seat = exchange.live().hold(seats::release);
    try {
      handler.handle(exchange);
    } finally {
      seat.close();
    }
  }
}

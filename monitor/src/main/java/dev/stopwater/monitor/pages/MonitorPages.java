package dev.stopwater.monitor.pages;

import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.monitor.Mark;
import dev.stopwater.monitor.Monitor;
import dev.stopwater.monitor.Sample;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/// `/debug/monitor`: what the server was, as a page, or as JSON (`?format=json`, or `Accept`).
/// Knows no HTTP server: each gives it a path and sends the [Answer] that comes back. Any thread;
/// at most a few at a time, from the question to the last byte.
public final class MonitorPages {

  public static final String PATH = "/debug/monitor";

  private static final int AT_ONCE = 2;
  private static final int LONGEST = 48; // hours

  private final Monitor monitor;
  private final Semaphore seats = new Semaphore(AT_ONCE);

  public MonitorPages(Monitor monitor) {
    this.monitor = monitor;
  }

  /// Whether a path is this page's.
  public static boolean has(String path) {
    return path.equals(PATH) || path.equals(PATH + "/");
  }

  /// Sends an answer by whatever HTTP server there is.
  @FunctionalInterface
  public interface Sending {
    void send(Answer answer) throws IOException;
  }

  /// @param query the first value of a parameter, or an empty text
  /// @param accept the header, or an empty text
  /// @return false if the path is not ours
  public boolean answer(
      String path, UnaryOperator<String> query, String accept, LiveRequest asking, Sending sending)
      throws IOException {
    if (!has(path)) {
      return false;
    }
    if (!seats.tryAcquire()) {
      sending.send(
          Answer.refusal(429, "Too many requests, please try again later.")
              .with("Retry-After", "1"));
      return true;
    }
    Held seat = asking.hold(seats::release);
    try {
      asking.phase("monitor");
      sending.send(answer(query, accept));
    } finally {
      seat.close();
    }
    return true;
  }

  private Answer answer(UnaryOperator<String> query, String accept) throws IOException {
    String asked = query.apply("hours");
    if (!asked.isEmpty() && !asked.matches("[0-9]{1,2}")) {
      return Answer.refusal(400, "hours must be a whole number from 1 to " + LONGEST);
    }
    Instant to = monitor.now();
    int hours = asked.isEmpty() ? fitting(to) : Integer.parseInt(asked);
    if (hours < 1 || hours > LONGEST) {
      return Answer.refusal(400, "hours must be a whole number from 1 to " + LONGEST);
    }
    Instant from = to.minus(Duration.ofHours(hours));
    return switch (query.apply("format")) {
      case "json" -> json(from);
      case "html" -> html(from, to, hours);
      case "" -> wantsJson(accept) ? json(from) : html(from, to, hours);
      default -> Answer.refusal(400, "format must be json or html");
    };
  }

  private static boolean wantsJson(String accept) {
    return accept.contains("application/json") && !accept.contains("text/html");
  }

  /// The last hour of a server that is young, else a day.
  private int fitting(Instant now) {
    Duration age = Duration.between(monitor.latest().began(), now);
    return age.compareTo(Duration.ofHours(1)) < 0 ? 1 : age.toHours() < 6 ? 6 : 24;
  }

  private Answer json(Instant from) throws IOException {
    MonitorJson json = new MonitorJson();
    monitor.history(from, json::add);
    return Answer.json(json.text(monitor.firing()));
  }

  private Answer html(Instant from, Instant to, int hours) throws IOException {
    History history = new History(from, to);
    monitor.history(
        from,
        entry -> {
          switch (entry) {
            case Sample sample -> history.add(sample);
            case Mark mark -> history.add(mark);
          }
        });
    history.add(monitor.latest());
    return Answer.html(new MonitorPage(history, hours, monitor.firing(), monitor.shares()).html());
  }
}

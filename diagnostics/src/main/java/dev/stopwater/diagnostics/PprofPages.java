package dev.stopwater.diagnostics;

import dev.stopwater.http.Exchange;
import dev.stopwater.http.Reply;
import dev.stopwater.lifecycle.Held;
import dev.stopwater.profiles.Profile;
import dev.stopwater.profiles.ProfileBusyException;
import dev.stopwater.profiles.Profiles;
import dev.stopwater.profiles.Profiles.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/// `/debug/pprof/`: the profiles as Go's `net/http/pprof` serves them, so that its tool, scrapers
/// and a browser can read them. Any thread; whoever asks waits as long as the profile takes.
///
/// At most a few at a time, each bounded in time and size. An answer is in memory before its first
/// byte is sent, and the engine cuts a reader that takes none.
public final class PprofPages {

  private static final String ROOT = "/debug/pprof";
  private static final int AT_ONCE = 4;

  private final Profiles profiles;
  private final LiveTable live;
  private final Semaphore seats = new Semaphore(AT_ONCE);

  public PprofPages(Profiles profiles, LiveTable live) {
    this.profiles = profiles;
    this.live = live;
  }

  /// @param path decoded
  /// @param query the first value of a parameter, or an empty text
  /// @return false if the path is none of ours
  public boolean serve(String path, UnaryOperator<String> query, Exchange exchange)
      throws IOException, InterruptedException {
    Reply reply = exchange.reply();
    if (path.equals(ROOT)) {
      reply.status(301);
      reply.header("Location", ROOT + "/");
      reply.send(new byte[0]);
      return true;
    }
    if (!path.startsWith(ROOT + "/")) {
      return false;
    }
    if (!seats.tryAcquire()) {
      reply.header("Retry-After", "1");
      refuse(reply, 429, "Too many requests, please try again later.");
      return true;
    }
    exchange.live().phase("profile");
    Held seat = exchange.live().hold(seats::release);
    try {
      page(path.substring(ROOT.length() + 1), new Wishes(query), exchange);
    } catch (ProfileBusyException e) {
      refuse(reply, 500, busy(path));
    } catch (IllegalArgumentException e) {
      refuse(reply, 400, String.valueOf(e.getMessage()));
    } finally {
      seat.close();
    }
    return true;
  }

  private static String busy(String path) {
    return switch (path.substring(ROOT.length() + 1)) {
      case "profile" -> "Could not enable CPU profiling: cpu profiling already in use";
      case "trace" -> "Could not enable tracing: tracing is already enabled";
      default -> "Somebody else is taking this profile";
    };
  }

  private void page(String name, Wishes wishes, Exchange exchange)
      throws IOException, InterruptedException, ProfileBusyException {
    Reply reply = exchange.reply();
    switch (name) {
      case "" -> html(reply, IndexPage.of(profiles.counts()));
      case "cmdline" -> text(reply, Profiles.commandLine());
      case "symbol" -> text(reply, "num_symbols: 1\n"); // profiles carry their names
      case "requests" -> text(reply, live.text());
      case "profile" -> {
        Duration time = lasting(exchange, wishes.secondsOr(30));
        pprof(reply, name, profiles.cpu(time));
      }
      case "trace" -> {
        Duration time = lasting(exchange, wishes.secondsOr(1));
        binary(reply, "trace.jfr", profiles.trace(time));
      }
      case "ui" -> flames(exchange, wishes);
      default -> named(name, wishes, exchange);
    }
  }

  private void named(String name, Wishes wishes, Exchange exchange)
      throws IOException, InterruptedException, ProfileBusyException {
    Kind kind = Kind.of(name);
    if (kind == null) {
      refuse(exchange.reply(), 404, "Unknown profile");
    } else if (wishes.has("seconds")) {
      if (wishes.debug() != 0) {
        throw new IllegalArgumentException("seconds and debug params are incompatible");
      }
      Duration time = lasting(exchange, wishes.seconds());
      pprof(exchange.reply(), name, profiles.over(kind, time));
    } else if (wishes.debug() != 0) {
      text(exchange.reply(), profiles.text(kind, wishes.debug() > 1, wishes.collect()));
    } else {
      pprof(exchange.reply(), name, profiles.take(kind, wishes.collect()));
    }
  }

  private void flames(Exchange exchange, Wishes wishes)
      throws IOException, InterruptedException, ProfileBusyException {
    String name = wishes.text("profile").isEmpty() ? "goroutine" : wishes.text("profile");
    Kind kind = Kind.of(name);
    if (kind == null && !name.equals("cpu")) {
      refuse(exchange.reply(), 404, "Unknown profile");
      return;
    }
    Duration time = lasting(exchange, wishes.secondsOr(kind == null ? 5 : 0));
    Profile profile =
        kind == null
            ? profiles.cpu(time)
            : time.isZero() ? profiles.take(kind, wishes.collect()) : profiles.over(kind, time);
    html(exchange.reply(), new FlamePage(name, profile).html());
  }

  /// Gives the request as much time as its profile takes, and a minute for the reader.
  private static Duration lasting(Exchange exchange, Duration time) {
    exchange.live().longRunning(time.plus(Duration.ofMinutes(2)));
    return time;
  }

  private static void pprof(Reply reply, String name, Profile profile) throws IOException {
    binary(reply, name, profile.gzipped());
  }

  private static void binary(Reply reply, String name, byte[] bytes) throws IOException {
    reply.header("Content-Disposition", "attachment; filename=\"" + name + "\"");
    send(reply, "application/octet-stream", bytes);
  }

  private static void html(Reply reply, String html) throws IOException {
    reply.header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    send(reply, "text/html; charset=utf-8", html.getBytes(StandardCharsets.UTF_8));
  }

  private static void text(Reply reply, String text) throws IOException {
    send(reply, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(Reply reply, String type, byte[] bytes) throws IOException {
    reply.status(200);
    reply.header("X-Content-Type-Options", "nosniff");
    reply.header("Content-Type", type);
    reply.send(bytes);
  }

  private static void refuse(Reply reply, int code, String text) throws IOException {
    reply.status(code);
    reply.header("Content-Type", "text/plain; charset=utf-8");
    reply.header("X-Content-Type-Options", "nosniff");
    reply.header("X-Go-Pprof", "1");
    reply.send((text + "\n").getBytes(StandardCharsets.UTF_8));
  }
}

package dev.stopwater.profiles.pages;

import dev.stopwater.lifecycle.Held;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.profiles.Profile;
import dev.stopwater.profiles.ProfileBusyException;
import dev.stopwater.profiles.Profiles;
import dev.stopwater.profiles.Profiles.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.UnaryOperator;

/// What is answered below `/debug/pprof/`: the profiles as Go's `net/http/pprof` serves them, so
/// that its tool, scrapers and a browser can read them. Knows no HTTP server: each gives it a path
/// and sends the [Page] that comes back. Any thread; whoever asks waits as long as the profile
/// takes.
///
/// At most a few at a time, from the question to the last byte, each bounded in time and size. A
/// page is in memory before it is sent; the server sees to readers that take none.
public final class ProfilePages {

  private static final String ROOT = "/debug/pprof";
  private static final int AT_ONCE = 4;

  private final Profiles profiles;
  private final LiveTable live;
  private final Semaphore seats = new Semaphore(AT_ONCE);

  public ProfilePages(Profiles profiles, Ledger ledger) {
    this.profiles = profiles;
    this.live = new LiveTable(ledger);
  }

  /// Whether a path is one of these pages, be there such a page or not.
  public static boolean has(String path) {
    return path.equals(ROOT) || path.startsWith(ROOT + "/");
  }

  /// Sends a page by whatever HTTP server there is.
  @FunctionalInterface
  public interface Sending {
    void send(Page page) throws IOException;
  }

  /// @param path decoded
  /// @param query the first value of a parameter, or an empty text
  /// @param asking the request that asks, whose deadline is moved for profiles that take their time
  /// @param sending is given the page, unless the path is none of ours
  /// @return false if the path is none of ours
  public boolean answer(
      String path, UnaryOperator<String> query, LiveRequest asking, Sending sending)
      throws IOException, InterruptedException {
    if (!has(path)) {
      return false;
    } else if (path.equals(ROOT)) {
      sending.send(Page.moved(ROOT + "/"));
    } else if (!seats.tryAcquire()) {
      sending.send(
          Page.refusal(429, "Too many requests, please try again later.").with("Retry-After", "1"));
    } else {
      Held seat = asking.hold(seats::release);
      try {
        asking.phase("profile");
        sending.send(page(path.substring(ROOT.length() + 1), query, asking));
      } finally {
        seat.close();
      }
    }
    return true;
  }

  private Page page(String name, UnaryOperator<String> query, LiveRequest asking)
      throws IOException, InterruptedException {
    try {
      return new Answering(name, new Wishes(query), asking).page();
    } catch (ProfileBusyException e) {
      return Page.refusal(500, busy(name));
    } catch (IllegalArgumentException e) {
      return Page.refusal(400, String.valueOf(e.getMessage()));
    } catch (OutOfMemoryError e) { // what was made so far is garbage now
      return Page.refusal(503, "There is not enough memory left for this profile");
    }
  }

  private static String busy(String name) {
    return switch (name) {
      case "profile" -> "Could not enable CPU profiling: cpu profiling already in use";
      case "trace" -> "Could not enable tracing: tracing is already enabled";
      default -> "Somebody else is taking this profile";
    };
  }

  private final class Answering {
    private final String name;
    private final Wishes wishes;
    private final LiveRequest asking;

    Answering(String name, Wishes wishes, LiveRequest asking) {
      this.name = name;
      this.wishes = wishes;
      this.asking = asking;
    }

    Page page() throws IOException, InterruptedException, ProfileBusyException {
      return switch (name) {
        case "" -> Page.html(IndexPage.of(profiles.counts()));
        case "cmdline" -> Page.text(Profiles.commandLine());
        case "symbol" -> Page.text("num_symbols: 1\n"); // profiles carry their names
        case "requests" -> Page.text(live.text());
        case "profile" -> pprof(profiles.cpu(lasting(wishes.secondsOr(30))));
        case "trace" -> Page.file("trace.jfr", profiles.trace(lasting(wishes.secondsOr(1))));
        case "ui" -> flames();
        default -> named();
      };
    }

    private Page named() throws IOException, InterruptedException, ProfileBusyException {
      Kind kind = Kind.of(name);
      if (kind == null) {
        return Page.refusal(404, "Unknown profile");
      } else if (wishes.has("seconds")) {
        if (wishes.debug() != 0) {
          throw new IllegalArgumentException("seconds and debug params are incompatible");
        }
        Duration time = lasting(wishes.wholeSeconds());
        return Page.file(name + "-delta", profiles.over(kind, time, wishes.collect()).gzipped());
      } else if (wishes.debug() != 0) {
        return Page.text(profiles.text(kind, wishes.debug() > 1, wishes.collect()));
      }
      return pprof(profiles.take(kind, wishes.collect()));
    }

    private Page flames() throws IOException, InterruptedException, ProfileBusyException {
      String wanted = wishes.text("profile").isEmpty() ? "goroutine" : wishes.text("profile");
      Kind kind = Kind.of(wanted);
      if (kind == null && !wanted.equals("cpu")) {
        return Page.refusal(404, "Unknown profile");
      }
      Duration time = lasting(wishes.secondsOr(kind == null ? 5 : 0));
      Profile profile =
          kind == null
              ? profiles.cpu(time)
              : time.isZero()
                  ? profiles.take(kind, wishes.collect())
                  : profiles.over(kind, time, wishes.collect());
      return Page.html(new FlamePage(wanted, profile).html());
    }

    /// Gives the request as much time as its profile takes, and two minutes for the reader.
    private Duration lasting(Duration time) {
      asking.longRunning(time.plus(Duration.ofMinutes(2)));
      return time;
    }

    private Page pprof(Profile profile) throws IOException {
      return Page.file(name, profile.gzipped());
    }
  }
}

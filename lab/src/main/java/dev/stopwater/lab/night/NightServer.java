package dev.stopwater.lab.night;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.Log;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import dev.stopwater.http.Handler;
import dev.stopwater.lab.handoff.Drained;
import dev.stopwater.lab.handoff.HandOver;
import dev.stopwater.lab.handoff.Seats;
import dev.stopwater.lab.handoff.TimeoutFilter;
import dev.stopwater.lab.handoff.Unbuffered;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.Threads;
import dev.stopwater.profiles.LeakBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The server of one night, in a JVM of its own, so that its memory is its own. Tells of itself in
/// lines of JSON on standard output; obeys lines on standard input, and ends with it. What it logs
/// goes to standard error.
///
/// ```
/// → census    waits until handlers have ended, collects, asks the leak profile, tells all that
/// → (end)     stops
/// ```
public final class NightServer {

  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration SAMPLES = Duration.ofMillis(250);
  private static final Duration SETTLING = Duration.ofSeconds(90);

  private static final int FRAMES = 8; // of a stack, on one line

  private final PrintStream out;
  private final ApiServer server;
  private final Watched watched;

  private NightServer(PrintStream out, ApiServer server, Watched watched) {
    this.out = out;
    this.server = server;
    this.watched = watched;
  }

  /// `HANDOVER TIMEOUT-MILLIS SEATS DIRECTORY`
  public static void main(String[] arguments) throws Exception {
    HandOver handOver = HandOver.valueOf(arguments[0]);
    Duration timeout = Duration.ofMillis(Long.parseLong(arguments[1]));
    int seats = Integer.parseInt(arguments[2]);
    Path directory = Path.of(arguments[3]);
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    try (Threads threads =
        new Threads(
            Threads.Sleep.SYSTEM,
            (thread, failure) -> System.err.println("lab: " + thread + ": " + failure),
            GRACE)) {
      serve(handOver, timeout, seats, directory, out, threads);
    } catch (StartException e) {
      System.err.println("lab: " + e.sentence());
      System.exit(1);
    }
  }

  private static void serve(
      HandOver handOver,
      Duration timeout,
      int seats,
      Path directory,
      PrintStream out,
      Threads threads)
      throws StartException, IOException, InterruptedException {
    boolean ours = handOver == HandOver.OURS;
    AtomicReference<Watched> watched = new AtomicReference<>();
    try (ApiServer server =
        ApiServer.start(
            config(directory, ours ? timeout : Duration.ofHours(1)),
            handler -> around(handOver, timeout, new Seats(seats, handler), threads, watched))) {
      NightServer night = new NightServer(out, server, watched.get());
      night.say(new Sample.Ready(server.kubeconfig().toString()).json());
      threads.every("samples", SAMPLES, night::sample);
      night.obey();
    }
  }

  private static Handler around(
      HandOver handOver,
      Duration timeout,
      Handler handler,
      Threads threads,
      AtomicReference<Watched> watched) {
    LeakBook book = new LeakBook(InstantSource.system());
    return switch (handOver) {
      case OURS -> {
        Watched.OnLedger ours = new Watched.OnLedger(new AtomicLong());
        watched.set(ours);
        yield ours.counting(handler);
      }
      case UNBUFFERED -> foreign(new Unbuffered(timeout, handler, proved(book)), book, watched);
      case DRAINED -> foreign(new Drained(timeout, handler, proved(book), threads), book, watched);
    };
  }

  /// Remembers a leak, and logs it as the server does.
  private static Consumer<RequestSnapshot> proved(LeakBook book) {
    Log log = new Log(System.err, InstantSource.system());
    return request -> {
      book.proved(request);
      log.line(
          "A request is proved to be leaked",
          "method",
          request.facts().method(),
          "uri",
          request.facts().uri(),
          "agent",
          request.facts().userAgent(),
          "phase",
          request.phase(),
          "ms",
          request.age().toMillis(),
          "stack",
          request.stack().stream().limit(FRAMES).map(String::valueOf).toList());
    };
  }

  private static Handler foreign(
      TimeoutFilter filter, LeakBook book, AtomicReference<Watched> watched) {
    watched.set(new Watched.Filtered(filter, book));
    return filter;
  }

  private static ServerConfig config(Path directory, Duration request) {
    ServerConfig usual =
        ServerConfig.of(directory).onPort(0).storedIn(ServerConfig.Storage.Kind.MEMORY);
    return new ServerConfig(
        new ServerConfig.Listen("127.0.0.1", 0, null, null),
        usual.storage(),
        new ServerConfig.Limits(
            request,
            usual.limits().minimumWatch(),
            usual.limits().inFlight(),
            usual.limits().mutatingInFlight(),
            usual.limits().fair(),
            usual.limits().http(),
            usual.limits().bytes()),
        usual.stop(),
        usual.access(),
        usual.network(),
        usual.behaviour(),
        usual.tracing());
  }

  private synchronized void say(String line) {
    out.println(line);
  }

  private void sample() {
    say(
        new Sample.Threads(
                watched.threads(server),
                watched.leftBehind(server),
                watched.timedOut(),
                Memory.heapAfterCollection(),
                Memory.resident(ProcessHandle.current().pid()))
            .json());
  }

  private void obey() throws IOException, InterruptedException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      switch (line) {
        case "census" -> say(Census.take(server, watched, SETTLING).json());
        case "heap" -> say(new Sample.Heap(Memory.heapNow()).json());
        default -> System.err.println("lab: there is no command '" + line + "'");
      }
    }
  }
}

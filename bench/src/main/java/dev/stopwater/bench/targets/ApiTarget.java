package dev.stopwater.bench.targets;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.stopwater.bench.load.Answer;
import dev.stopwater.bench.load.Ask;
import dev.stopwater.bench.load.ClosedLoop;
import dev.stopwater.bench.load.Http2;
import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// An API server under load, and the way to put objects into it.
public final class ApiTarget implements AutoCloseable {

  private static final int PATIENCE_SECONDS = 120;
  private static final int FILLERS = 32;
  private static final int CONNECTIONS = 4;
  private static final String PAGE = "?limit=500";
  private static final String NAMED = "\"metadata\":{\"name\":\"";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(NAMED) + "([^\"]+)\"");

  private final String name;
  private final Target target;
  private final Processes processes;
  private Http2 connections; // guarded by this

  private ApiTarget(String name, Target target, Processes processes, Http2 connections) {
    this.name = name;
    this.target = target;
    this.processes = processes;
    this.connections = connections;
  }

  /// @throws IOException it cannot be reached
  static ApiTarget open(String name, Target target, Processes processes)
      throws IOException, InterruptedException {
    Target known = target.token().isEmpty() ? ServiceAccount.of(target) : target;
    return new ApiTarget(name, known, processes, Http2.open(known, CONNECTIONS));
  }

  public String name() {
    return name;
  }

  public Processes processes() {
    return processes;
  }

  /// Where it is and as whom it is asked; there is a token.
  public Target target() {
    return target;
  }

  public String url(String path) {
    return target.url() + path;
  }

  public String authorization() {
    return "Bearer " + target.token();
  }

  /// Any answer, good or not.
  public Answer answer(Ask ask) throws IOException, InterruptedException {
    return connections().answer(ask, PATIENCE_SECONDS);
  }

  /// @throws IOException it did not answer with success
  public byte[] get(String path) throws IOException, InterruptedException {
    return succeeded(answer(Ask.get(path)), path).body();
  }

  public String text(String path) throws IOException, InterruptedException {
    return new String(get(path), UTF_8);
  }

  /// Creates an object, unless it exists.
  public void ensure(String path, String json) throws IOException, InterruptedException {
    Answer answer = answer(Ask.post(path, json));
    if (answer.status() != 409) {
      succeeded(answer, path);
    }
  }

  /// Creates many, some at once, unless they exist.
  public void ensureAll(String path, int count, IntFunction<String> json)
      throws IOException, InterruptedException {
    AtomicInteger made = new AtomicInteger();
    fill(() -> {
      int number = made.getAndIncrement();
      return number < count ? Ask.post(path, json.apply(number)) : null;
    });
  }

  /// Deletes what a collection has, some at once.
  public void deleteAll(String path) throws IOException, InterruptedException {
    for (String page = text(path + PAGE); page.contains(NAMED); page = text(path + PAGE)) {
      Iterator<String> names = NAME.matcher(page).results().map(each -> each.group(1)).iterator();
      fill(() -> {
        synchronized (names) {
          return names.hasNext() ? Ask.delete(path + "/" + names.next()) : null;
        }
      });
    }
  }

  /// The next of many requests.
  public interface Next {
    @org.jspecify.annotations.Nullable
    Ask ask();
  }

  /// Sends many, some at once; that one exists already, or is gone, is no failure.
  public void fill(Next next) throws IOException, InterruptedException {
    ClosedLoop.Result result =
        ClosedLoop.run(connections(), FILLERS, TimeUnit.HOURS.toNanos(1), client -> next.ask());
    result.bad().remove(409);
    result.bad().remove(404);
    if (!result.bad().isEmpty()) {
      throw new IOException("cannot fill " + name + ", answers by status: " + result.bad());
    }
  }

  // While another server had its turn this one may have ended what was idle.
  private synchronized Http2 connections() throws IOException, InterruptedException {
    if (connections.ended()) {
      connections.close();
      connections = Http2.open(target, CONNECTIONS);
    }
    return connections;
  }

  private static Answer succeeded(Answer answer, String path) throws IOException {
    if (!answer.good()) {
      throw new IOException(path + ": " + answer.said());
    }
    return answer;
  }

  @Override
  public synchronized void close() {
    connections.close();
  }
}

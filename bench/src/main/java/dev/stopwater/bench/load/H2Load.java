package dev.stopwater.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One run of h2load (nghttp2): a closed loop, each connection with a fixed number of requests
/// under way. Its latencies are those of a closed loop, hence not reported; its counts and bytes
/// are.
///
/// @param clients connections
/// @param streams requests under way on each
/// @param seconds how long
public record H2Load(int clients, int streams, int seconds) {

  private static final int PATIENCE_SECONDS = 30;
  private static final Pattern DONE = Pattern.compile("(\\d+) done");
  private static final Pattern GOOD = Pattern.compile("status codes: (\\d+) 2xx");
  private static final Pattern BYTES = Pattern.compile("\\((\\d+)\\) data");

  /// What came of it.
  ///
  /// @param good requests answered with a 2xx
  /// @param bad all others
  /// @param bytes of bodies
  public record Result(long good, long bad, long bytes) {}

  public H2Load lasting(int other) {
    return new H2Load(clients, streams, other);
  }

  /// @param urls asked for in turn by each client, over and over
  public Result run(List<String> urls, List<String> headers)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("h2load"));
    command.addAll(List.of("-c", "" + clients, "-m", "" + streams, "-D", "" + seconds));
    headers.forEach(each -> command.addAll(List.of("-H", each)));
    Path output = Files.createTempFile("h2load", ".txt");
    Path input = Files.write(Files.createTempFile("h2load", ".urls"), urls);
    command.addAll(List.of("-i", input.toString()));
    try {
      Process process = start(command, output);
      boolean ended = process.waitFor(seconds + PATIENCE_SECONDS, TimeUnit.SECONDS);
      process.destroyForcibly().waitFor();
      String said = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new IOException("h2load failed or hung: " + said);
      }
      return parse(said);
    } finally {
      Files.delete(output);
      Files.delete(input);
    }
  }

  private static Process start(List<String> command, Path output) throws IOException {
    try {
      return new ProcessBuilder(command)
          .redirectErrorStream(true)
          .redirectOutput(output.toFile())
          .start();
    } catch (IOException e) {
      throw new IOException("h2load is needed (Debian's package nghttp2-client)", e);
    }
  }

  static Result parse(String said) throws IOException {
    long good = number(GOOD, said);
    return new Result(good, Math.max(0, number(DONE, said) - good), number(BYTES, said));
  }

  private static long number(Pattern pattern, String said) throws IOException {
    Matcher found = pattern.matcher(said);
    if (!found.find()) {
      throw new IOException("h2load said something else than expected: " + said);
    }
    return Long.parseLong(found.group(1));
  }
}

package dev.stopwater.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Durable writes per second of several engines, in one run, on one disk, in turns; as a Markdown
/// table. Ratios are taken round by round, so that a disk that changes its mood harms none.
///
/// Arguments: directory, writers, seconds for each run, rounds.
public final class StoreBench {

  private static final String BASE = "SQLite";
  private static final int VALUE = 2_048;
  private static final int KEYS = 100;

  private interface Opening {
    Target in(Path directory) throws Exception;
  }

  private StoreBench() {}

  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments.length > 0 ? arguments[0] : ".");
    int writers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
    int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
    int rounds = arguments.length > 3 ? Integer.parseInt(arguments[3]) : 3;
    Load load = new Load(writers, VALUE, KEYS, Duration.ofSeconds(seconds));
    Map<String, List<Load.Result>> results = new LinkedHashMap<>();
    for (int round = 0; round <= rounds; round++) {
      for (Map.Entry<String, Opening> contender : contenders().entrySet()) {
        Load.Result result = run(directory, contender.getValue(), load);
        System.err.printf("%s: %.0f/s%n", contender.getKey(), result.writesPerSecond());
        if (round == 0) {
          continue; // the first round warms up
        }
        results.computeIfAbsent(contender.getKey(), name -> new ArrayList<>()).add(result);
      }
    }
    print(load, results);
  }

  private static Map<String, Opening> contenders() {
    Map<String, Opening> contenders = new LinkedHashMap<>();
    contenders.put(BASE, in -> new GroupCommit(new SqliteContender(in, 8_192, false)));
    contenders.put(
        "SQLite, pages of 4 kB", in -> new GroupCommit(new SqliteContender(in, 4_096, false)));
    contenders.put(
        "SQLite, pages of 16 kB", in -> new GroupCommit(new SqliteContender(in, 16_384, false)));
    contenders.put(
        "SQLite, keys in a table", in -> new GroupCommit(new SqliteContender(in, 8_192, true)));
    contenders.put("RocksDB", in -> new GroupCommit(new RocksContender(in)));
    contenders.put("MVStore", in -> new GroupCommit(new MvStoreContender(in)));
    contenders.put("a plain file, synced", in -> new GroupCommit(new PlainFile(in)));
    contenders.put("`LocalStore`, whole", LocalStoreTarget::new);
    return contenders;
  }

  private static Load.Result run(Path directory, Opening opening, Load load) throws Exception {
    Path own = Files.createTempDirectory(directory, "store-bench");
    try (Target target = opening.in(own)) {
      return load.run(target);
    } finally {
      delete(own);
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static void print(Load load, Map<String, List<Load.Result>> results) {
    System.out.printf(
        "%d writers, values of %d bytes, %d rounds of %d s%n%n",
        load.writers(),
        load.value(),
        results.values().iterator().next().size(),
        load.time().toSeconds());
    System.out.println(
        "| engine | writes/s (least–most) | ratio (least–most) | CPU per write | p50 | p99 |");
    System.out.println("|---|---|---|---|---|---|");
    List<Load.Result> base = results.getOrDefault(BASE, List.of());
    results.forEach((name, rounds) -> System.out.println(line(name, rounds, base)));
  }

  private static String line(String name, List<Load.Result> rounds, List<Load.Result> base) {
    DoubleSummaryStatistics rates = new DoubleSummaryStatistics();
    DoubleSummaryStatistics ratios = new DoubleSummaryStatistics();
    for (int i = 0; i < rounds.size(); i++) {
      rates.accept(rounds.get(i).writesPerSecond());
      ratios.accept(rounds.get(i).writesPerSecond() / base.get(i).writesPerSecond());
    }
    return "| %s | %.0f (%.0f–%.0f) | %.2f (%.2f–%.2f) | %.0f µs | %.1f ms | %.1f ms |"
        .formatted(
            name,
            rates.getAverage(),
            rates.getMin(),
            rates.getMax(),
            ratios.getAverage(),
            ratios.getMin(),
            ratios.getMax(),
            1_000 * milliseconds(rounds.stream().map(Load.Result::cpu).toList()),
            milliseconds(rounds.stream().map(Load.Result::median).toList()),
            milliseconds(rounds.stream().map(Load.Result::p99).toList()));
  }

  private static double milliseconds(List<Duration> times) {
    return times.stream().mapToLong(Duration::toNanos).average().orElse(0) / 1e6;
  }
}

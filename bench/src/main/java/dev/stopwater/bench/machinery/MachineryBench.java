package dev.stopwater.bench.machinery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.assembly.RoadWithoutNetwork;
import dev.stopwater.server.RequestPath;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// What the life-cycle machinery adds to a GET of an object of 2 KB: the same road with it and
/// without, in turn, in one process, each request on a virtual thread of its own, without an engine
/// and a network.
///
/// CPU is the process's, its collector's and compiler's included; bytes are those of all threads.
///
/// `./stopwater bench machinery`
@Command(
    name = "machinery",
    mixinStandardHelpOptions = true,
    description =
        "What the machinery of a request adds to a GET, with and without, in one process.")
@SuppressWarnings("try") // what is closed waits for its threads
public final class MachineryBench implements Callable<Integer> {

  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final Map<String, String> HEADERS =
      Map.of(
          "Authorization", "Bearer bench",
          "Accept", "application/json",
          "Content-Type", "application/json",
          "User-Agent", "bench");

  @Option(names = "--rounds", description = "Of each kind. Default: ${DEFAULT-VALUE}")
  private int rounds = 11;

  @Option(names = "--warm-up", description = "Rounds before those. Default: ${DEFAULT-VALUE}")
  private int warmUp = 8;

  @Option(names = "--requests", description = "In each round. Default: ${DEFAULT-VALUE}")
  private int requests = 200_000;

  @Option(
      names = "--at-once",
      description = "Begun before any is waited for. Default: ${DEFAULT-VALUE}")
  private int atOnce = 32;

  @Option(
      names = "--carriers",
      description =
          "Of virtual threads: with one, no lock is contested. Default: as the JDK has it")
  private int carriers;

  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /// What one request cost in one round.
  ///
  /// @param micros of CPU
  record Cost(double micros, double bytes) {
    Cost beyond(Cost other) {
      return new Cost(micros - other.micros, bytes - other.bytes);
    }
  }

  @Override
  public Integer call() throws Exception {
    if (carriers > 0) {
      System.setProperty("jdk.virtualThreadScheduler.parallelism", Integer.toString(carriers));
    }
    Path home = Files.createTempDirectory("machinery");
    Path tokens = Files.writeString(home.resolve("tokens.csv"), "bench,bench,1,\"dev\"\n");
    try (RoadWithoutNetwork road = RoadWithoutNetwork.open(home, tokens)) {
      List<Traffic> kinds = kinds(road);
      kinds.getLast().ask("POST", MAPS, HEADERS, object());
      Map<Traffic, List<Cost>> costs = new LinkedHashMap<>();
      for (int round = -warmUp; round < rounds; round++) {
        for (Traffic kind : kinds) {
          Cost cost = measure(kind);
          if (round >= 0) {
            costs.computeIfAbsent(kind, any -> new ArrayList<>()).add(cost);
          }
        }
      }
      System.out.print(table(costs));
      System.out.print(waited(road));
    }
    return 0;
  }

  /// From nothing to all of it; whoever asks may read, so that a level with seats is used.
  private static List<Traffic> kinds(RoadWithoutNetwork road) {
    RequestPath.Parts all = road.parts();
    RequestPath.Observer nobody = (request, next) -> next.handle(request);
    return List.of(
        new Traffic("bypassed", with(all, false, nobody), null),
        new Traffic("ledger, budget", with(all, false, nobody), road.ledger()),
        new Traffic(
            "ledger, budget, metrics, log", with(all, false, all.observer()), road.ledger()),
        new Traffic("all: with flow control", with(all, true, all.observer()), road.ledger()));
  }

  private static RequestPath with(
      RequestPath.Parts all, boolean turns, RequestPath.Observer observer) {
    return new RequestPath(
        new RequestPath.Parts(
            all.clock(),
            all.timeout(),
            all.longestWrite(),
            all.answers(),
            all.authenticator(),
            question -> new Authorizer.Decision.Allowed(""),
            turns ? all.turns() : (request, next) -> next.handle(request),
            all.stopping(),
            all.goAwayChance(),
            all.metrics(),
            observer,
            all.verbs()));
  }

  private static byte[] object() {
    return """
    {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"one"},"data":{"a":"%s"}}\
    """
        .formatted("x".repeat(1_900))
        .getBytes(UTF_8);
  }

  private Cost measure(Traffic kind) throws InterruptedException {
    System.gc();
    long cpu = system.getProcessCpuTime();
    long bytes = threads.getTotalThreadAllocatedBytes();
    kind.get(MAPS + "/one", HEADERS, requests, atOnce);
    return new Cost(
        (system.getProcessCpuTime() - cpu) / 1e3 / requests,
        (double) (threads.getTotalThreadAllocatedBytes() - bytes) / requests);
  }

  /// How many had to wait for their turn longer than any contest for a lock takes: none, if the
  /// queue was empty.
  private static String waited(RoadWithoutNetwork road) throws Exception {
    PaperExchange scrape =
        new PaperExchange("GET", "/metrics", HEADERS, new byte[0], Bypassed.NOBODY);
    with(road.parts(), false, (request, next) -> next.handle(request)).handle(scrape);
    String metrics = new String(scrape.sent(), UTF_8);
    long all = number(metrics, "_count\\{.*");
    return "%d of %d waited for a turn for more than 5 ms%n"
        .formatted(all - number(metrics, "_bucket\\{.*le=\"0.005\""), all);
  }

  private static long number(String metrics, String series) {
    Matcher found =
        Pattern.compile(
                "apiserver_flowcontrol_request_wait_duration_seconds"
                    + series.replace(".*", ".*global-default.*")
                    + "} (\\d+)")
            .matcher(metrics);
    if (!found.find()) {
      throw new IllegalStateException("no such series: " + series);
    }
    return Long.parseLong(found.group(1));
  }

  private static String table(Map<Traffic, List<Cost>> costs) {
    StringBuilder text =
        new StringBuilder("| road | CPU µs | bytes | CPU µs beyond | bytes beyond |\n");
    text.append("|---|---|---|---|---|\n");
    List<Cost> first = null;
    for (Map.Entry<Traffic, List<Cost>> each : costs.entrySet()) {
      text.append("| ").append(each.getKey().name()).append(row(each.getValue(), first));
      first = first == null ? each.getValue() : first;
    }
    return text.toString();
  }

  private static String row(List<Cost> costs, @Nullable List<Cost> first) {
    List<Cost> beyond = new ArrayList<>();
    for (int i = 0; first != null && i < costs.size(); i++) {
      beyond.add(costs.get(i).beyond(first.get(i)));
    }
    return " | "
        + spread("%.2f", costs.stream().mapToDouble(Cost::micros).toArray())
        + " | "
        + spread("%.0f", costs.stream().mapToDouble(Cost::bytes).toArray())
        + " | "
        + spread("%.2f", beyond.stream().mapToDouble(Cost::micros).toArray())
        + " | "
        + spread("%.0f", beyond.stream().mapToDouble(Cost::bytes).toArray())
        + " |\n";
  }

  /// The median, with the smallest and the greatest.
  private static String spread(String format, double[] values) {
    if (values.length == 0) {
      return "–";
    }
    java.util.Arrays.sort(values);
    return (format + " (" + format + " to " + format + ")")
        .formatted(values[values.length / 2], values[0], values[values.length - 1]);
  }
}

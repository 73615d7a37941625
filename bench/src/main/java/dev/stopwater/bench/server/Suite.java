package dev.stopwater.bench.server;

import dev.stopwater.bench.report.Machine;
import dev.stopwater.bench.targets.OwnServer;
import dev.stopwater.bench.targets.Targets;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Every figure, one after the other, in a time that is given.
@Command(
    name = "all",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Every figure in turn, as one report; see docs/benchmarks/README.md.")
@SuppressWarnings("try") // what is closed waits for who works for it
final class Suite implements Callable<Integer> {

  private static final int PORT = 7_644;

  @ParentCommand private Bench bench = new Bench();

  @Option(
      names = "--kubeconfig",
      paramLabel = "[NAME=]FILE[,PID…]",
      description = "A server to compare with; its objects stay in it. May be given again.")
  private List<String> kubeconfigs = new ArrayList<>();

  @Option(
      names = "--minutes",
      description = "About how long all of it takes, 25 to 100. Default: ${DEFAULT-VALUE}")
  private int minutes = 25;

  @Option(
      names = "--smoke",
      description = "Each figure for a second with few objects: whether it works, not how fast.")
  private boolean smoke;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path home = bench.home();
    Path disk = Path.of(System.getProperty("java.io.tmpdir"));
    bench.write(
        "# %s%n%n%s%n%n".formatted(LocalDate.now(ZoneOffset.UTC), Machine.described(home, disk)));
    List<String> failed = new ArrayList<>();
    for (Plan.Part part : smoke ? Plan.smoke() : Plan.lasting(minutes)) {
      failed.addAll(part.warm() ? warm(part.figures()) : take(part.figures(), List.of()));
    }
    if (!failed.isEmpty()) {
      FigureCommand.say("failed: " + String.join(", ", failed));
    }
    return failed.isEmpty() ? 0 : 1;
  }

  /// Figures of one server that goes on from one to the next, as servers do.
  private List<String> warm(List<List<String>> figures) throws IOException, InterruptedException {
    try (OwnServer own = OwnServer.start(bench.home(), PORT, Targets.Own.USUAL)) {
      return take(figures, List.of("--no-own", "--kubeconfig=stopwater=" + own.kubeconfig()));
    }
  }

  /// @return those that failed
  private List<String> take(List<List<String>> figures, List<String> ours) {
    List<String> failed = new ArrayList<>();
    for (List<String> figure : figures) {
      FigureCommand.say("== " + String.join(" ", figure));
      if (Bench.commandLine().execute(arguments(figure, ours)) != 0) {
        failed.add(figure.getFirst());
      }
    }
    return failed;
  }

  private String[] arguments(List<String> figure, List<String> ours) {
    List<String> all = new ArrayList<>(figure);
    if (Plan.compares(figure.getFirst())) {
      all.addAll(ours);
      kubeconfigs.forEach(each -> all.add("--kubeconfig=" + each));
      all.add("--keep");
    }
    if (bench.out() != null) {
      all.add("--out=" + bench.out());
    }
    return all.toArray(String[]::new);
  }
}

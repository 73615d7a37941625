package dev.stopwater.bench.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class BenchTest {

  private final StringWriter said = new StringWriter();

  @Test
  void aFigureThatThereIsNotIsRefusedWithThoseThatThereAre() {
    assertThat(execute("lists")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString()).contains("lists").contains("get, list, latency");
  }

  @Test
  void noFigureIsRefusedToo() {
    assertThat(execute()).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString()).contains("which figure?");
  }

  @Test
  void anOptionThatThereIsNotIsRefused() {
    assertThat(execute("get", "--second=1")).isEqualTo(CommandLine.ExitCode.USAGE);
    assertThat(said.toString()).contains("--second");
  }

  @Test
  void everyFigureExplainsItsOptions() {
    CommandLine bench = Bench.commandLine();
    assertThat(bench.getSubcommands().keySet())
        .containsAll(
            Set.of(
                "get",
                "list",
                "create",
                "update",
                "patch",
                "apply",
                "delete",
                "latency",
                "watch",
                "storm",
                "pods",
                "start",
                "soak",
                "machinery",
                "all"));
    bench
        .getSubcommands()
        .forEach((name, figure) ->
            assertThat(figure.getUsageMessage()).as(name).contains("Usage: bench " + name));
  }

  @Test
  void bothPlansAreCommandsThatAreUnderstood() {
    List<Plan.Part> parts = new ArrayList<>(Plan.lasting(25));
    parts.addAll(Plan.smoke());
    for (Plan.Part part : parts) {
      part.figures().forEach(each -> Bench.commandLine().parseArgs(each.toArray(String[]::new)));
    }
    assertThat(parts).hasSize(6);
  }

  @Test
  void theReportShowsCommandsWithoutFilesOfThisMachine() {
    assertThat(
            Bench.shown(
                List.of("get", "--kubeconfig=kube=/home/me/config,12", "--keep", "--out=/tmp/x")))
        .isEqualTo("get --kubeconfig=kube=FILE,12 --keep");
  }

  private int execute(String... arguments) {
    CommandLine bench = Bench.commandLine();
    bench.setErr(new PrintWriter(said));
    return bench.execute(arguments);
  }
}

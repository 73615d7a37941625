package dev.stopwater.bench.server;

import dev.stopwater.bench.machinery.MachineryBench;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/// `./stopwater bench FIGURE`: each figure by one command.
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    synopsisSubcommandLabel = "FIGURE",
    description = {
      "Measures this source's server, which is started for it, and other API servers by kubeconfig, in turn (A B A B). CPU and memory are",
      "the operating system's figures of the servers' processes. See docs/benchmarks/README.md."
    },
    subcommands = {
      Get.class,
      ListFigure.class,
      Latency.class,
      Watch.class,
      Storm.class,
      Pods.class,
      Start.class,
      Soak.class,
      MachineryBench.class,
      Suite.class,
    })
public final class Bench implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      scope = ScopeType.INHERIT,
      description = "Where the report is added to, beside standard output.")
  private @Nullable Path out;

  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }

  static CommandLine commandLine() {
    CommandLine all = new CommandLine(new Bench());
    for (Verb each : Verb.values()) {
      all.addSubcommand(Writes.named(each));
    }
    all.setExecutionExceptionHandler((failure, line, parsed) -> {
      if (failure instanceof IOException) {
        line.getErr().println("bench: " + failure.getMessage());
        return CommandLine.ExitCode.SOFTWARE;
      }
      throw failure;
    });
    all.setParameterExceptionHandler((failure, arguments) -> {
      PrintWriter err = failure.getCommandLine().getErr();
      err.println("bench: " + failure.getMessage());
      err.println("bench: figures are " + String.join(", ", all.getSubcommands().keySet()));
      return CommandLine.ExitCode.USAGE;
    });
    all.setCaseInsensitiveEnumValuesAllowed(true);
    return all;
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which figure?");
  }

  /// Where this source is.
  Path home() {
    return Path.of(System.getProperty("stopwater.home", "")).toAbsolutePath();
  }

  /// Where the report goes, if to a file too.
  @Nullable Path out() {
    return out;
  }

  /// Prints a part of the report.
  void section(String title, List<String> command, String text) throws IOException {
    write("## %s%n%n`./stopwater bench %s`%n%n%s%n".formatted(title, shown(command), text));
  }

  void write(String text) throws IOException {
    System.out.print(text);
    if (out != null) {
      Files.writeString(out, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
  }

  /// The command as another would give it: without files of this machine.
  static String shown(List<String> command) {
    return String.join(" ", command)
        .replaceAll(" --out[= ]\\S+", "")
        .replaceAll("=(/[^, ]*)", "=FILE");
  }
}

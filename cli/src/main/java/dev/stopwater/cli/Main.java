package dev.stopwater.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `stopwater` command.
@Command(
    name = "stopwater",
    description = "A Kubernetes API server for the JVM whose requests cannot leak.",
    subcommands = {
      Serve.class,
      Kubeconfig.class,
      Check.class,
      Top.class,
      Leaks.class,
      TakeProfile.class,
      Version.class,
      Lab.class,
      Dev.class,
      CommandLine.HelpCommand.class
    })
public final class Main implements Runnable {

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// @return the exit code: 0 for success, 1 for a failure, 2 for a mistake of the caller
  public static int run(String... arguments) {
    CommandLine line = new CommandLine(new Main());
    line.setParameterExceptionHandler(Main::mistake);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line.execute(arguments);
  }

  @Override
  public void run() {
    new CommandLine(new Main()).usage(System.out);
  }

  private static int mistake(ParameterException problem, String[] arguments) {
    CommandLine line = problem.getCommandLine();
    PrintWriter out = line.getErr();
    out.println("stopwater: " + sentence(problem));
    if (problem instanceof UnmatchedArgumentException unknown) {
      List<String> near = unknown.getSuggestions();
      if (!near.isEmpty()) {
        out.println("Did you mean " + near.getFirst() + "?");
      }
    }
    out.println("See 'stopwater help " + commandName(line) + "'.");
    return 2;
  }

  private static String commandName(CommandLine line) {
    return line.getParent() == null ? "" : line.getCommandName();
  }

  private static String sentence(ParameterException problem) {
    String message = String.valueOf(problem.getMessage()).strip();
    return message.isEmpty() ? "the arguments cannot be understood" : message;
  }
}

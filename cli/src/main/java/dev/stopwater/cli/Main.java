package dev.stopwater.cli;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `stopwater` command.
@Command(
    name = "stopwater",
    description = "A Kubernetes API server for the JVM whose requests cannot leak.")
public final class Main implements Runnable {

  private static final Map<String, Class<?>> COMMANDS = inOrder();

  private static Map<String, Class<?>> inOrder() {
    Map<String, Class<?>> commands = new LinkedHashMap<>();
    commands.put("serve", Serve.class);
    commands.put("kubeconfig", Kubeconfig.class);
    commands.put("check", Check.class);
    commands.put("ready", Ready.class);
    commands.put("top", Top.class);
    commands.put("leaks", Leaks.class);
    commands.put("profile", TakeProfile.class);
    commands.put("version", Version.class);
    commands.put("lab", Lab.class);
    commands.put("dev", Dev.class);
    commands.put("help", CommandLine.HelpCommand.class);
    return commands;
  }

  public static void main(String[] arguments) {
    System.exit(run(arguments));
  }

  /// All commands with their options, for whoever describes them.
  public static CommandLine commandLine() {
    return with(COMMANDS.keySet());
  }

  private static CommandLine with(Set<String> names) {
    CommandLine line = new CommandLine(new Main());
    names.forEach(name -> line.addSubcommand(name, COMMANDS.get(name)));
    line.setParameterExceptionHandler(Main::mistake);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    return line;
  }

  /// What is asked for alone, if it is known: reading the annotations of all the others would be a
  /// fifth of a start.
  private static CommandLine of(String... arguments) {
    boolean known =
        arguments.length > 0 && COMMANDS.containsKey(arguments[0]) && !"help".equals(arguments[0]);
    return known ? with(Set.of(arguments[0])) : commandLine();
  }

  /// @return the exit code: 0 for success, 1 for a failure, 2 for a mistake of the caller
  public static int run(String... arguments) {
    return of(arguments).execute(arguments);
  }

  @Override
  public void run() {
    commandLine().usage(System.out);
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

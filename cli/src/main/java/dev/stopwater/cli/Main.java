package dev.stopwater.cli;

import dev.stopwater.assembly.Ahead;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `stopwater` command.
public final class Main implements Runnable {

  private static final Map<String, Supplier<Object>> COMMANDS = inOrder();

  private static Map<String, Supplier<Object>> inOrder() {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("serve", () -> new Serve().spec());
    commands.put("kubeconfig", () -> Kubeconfig.class);
    commands.put("check", () -> Check.class);
    commands.put("ready", () -> Ready.class);
    commands.put("top", () -> Top.class);
    commands.put("leaks", () -> Leaks.class);
    commands.put("profile", () -> TakeProfile.class);
    commands.put("version", () -> Version.class);
    commands.put("lab", () -> Lab.class);
    commands.put("dev", () -> Dev.class);
    commands.put("help", () -> CommandLine.HelpCommand.class);
    return commands;
  }

  public static void main(String[] arguments) {
    System.exit(isServe(arguments) ? runAhead(arguments) : run(arguments));
  }

  private static boolean isServe(String... arguments) {
    return arguments.length > 0 && "serve".equals(arguments[0]);
  }

  @SuppressWarnings("try") // what is closed waits for who works for it
  private static int runAhead(String... arguments) {
    try (Ahead ahead = Ahead.begin()) {
      return run(arguments);
    }
  }

  /// All commands with their options, for whoever describes them.
  public static CommandLine commandLine() {
    return with(COMMANDS.keySet());
  }

  private static CommandLine with(Set<String> names) {
    Map<String, Object> below = new LinkedHashMap<>();
    names.forEach(name -> below.put(name, Objects.requireNonNull(COMMANDS.get(name)).get()));
    return over(below);
  }

  /// The command over these ones.
  static CommandLine over(Map<String, Object> below) {
    CommandSpec main = CommandSpec.wrapWithoutInspection(new Main()).name("stopwater");
    main.usageMessage()
        .description("A Kubernetes API server for the JVM whose requests cannot leak.");
    CommandLine line = new CommandLine(main);
    below.forEach(line::addSubcommand);
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

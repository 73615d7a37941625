package dev.stopwater.packaging;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The manual page in man's own macros, made of what the commands say of themselves. (picocli's own
/// generator writes AsciiDoc, and needs a Ruby to make a page of it.)
final class ManualPage {

  private static final String ABOUT =
      """
      .SH ENVIRONMENT
      .TP
      .B STOPWATER_JAVA_OPTS
      Further options for the Java runtime, for instance \\-Xmx2g.
      .TP
      .B KUBECONFIG
      Which server the commands ask that have \\-\\-kubeconfig.
      .TP
      .B OTEL_EXPORTER_OTLP_ENDPOINT\\fR, and others of OpenTelemetry
      Where traces of requests are sent to.
      .SH FILES
      .TP
      .I .stopwater
      The data directory, unless \\-\\-data\\-dir names another: objects in store/, keys in pki/, and
      the administrator's admin.kubeconfig.
      .SH "EXIT STATUS"
      0 for success, 1 for a failure, 2 for a mistake of the caller.
      .SH "SEE ALSO"
      .BR kubectl (1)
      """;

  private final StringBuilder page = new StringBuilder();

  private ManualPage() {}

  /// @param time when the program was made
  static String of(CommandLine commands, String version, Instant time) {
    ManualPage page = new ManualPage();
    CommandSpec top = commands.getCommandSpec();
    String date = LocalDate.ofInstant(time, ZoneOffset.UTC).toString();
    page.line(".TH STOPWATER 1 \"" + date + "\" \"Stopwater " + version + "\" \"User Commands\"");
    page.line(".SH NAME").line("stopwater \\- " + text(purpose(top)));
    page.line(".SH SYNOPSIS").line(".B stopwater").line(".I COMMAND").line("[\\fIOPTIONS\\fR]");
    page.line(".SH COMMANDS");
    commands.getSubcommands().values().forEach(page::command);
    page.page.append(ABOUT);
    return page.page.toString();
  }

  private void command(CommandLine command) {
    CommandSpec spec = command.getCommandSpec();
    line(".SS " + text(spec.qualifiedName())).line(text(purpose(spec)));
    List<OptionSpec> options = spec.options().stream().filter(each -> !each.hidden()).toList();
    options.forEach(each -> argument(names(each) + label(each), each));
    spec.positionalParameters().forEach(each -> argument(text(each.paramLabel()), each));
    command.getSubcommands().values().forEach(this::command);
  }

  private void argument(String heading, ArgSpec argument) {
    line(".TP").line(heading).line(text(String.join(" ", argument.description())));
  }

  private static String names(OptionSpec option) {
    return List.of(option.names()).stream()
        .map(each -> "\\fB" + text(each) + "\\fR")
        .collect(Collectors.joining(", "));
  }

  private static String label(OptionSpec option) {
    boolean flag = option.arity().max() == 0 || option.arity().min() == 0;
    return flag ? "" : " \\fI" + text(option.paramLabel()) + "\\fR";
  }

  private static String purpose(CommandSpec spec) {
    return String.join(" ", spec.usageMessage().description());
  }

  /// As it stands: roff reads a dash as a hyphen, a backslash as a command, and so a line that
  /// begins with a dot or an apostrophe.
  static String text(String plain) {
    String escaped =
        plain.strip().replace("\\", "\\e").replace("-", "\\-").replaceAll("\\s*\\R\\s*", " ");
    return escaped.startsWith(".") || escaped.startsWith("'") ? "\\&" + escaped : escaped;
  }

  private ManualPage line(String text) {
    page.append(text).append('\n');
    return this;
  }
}

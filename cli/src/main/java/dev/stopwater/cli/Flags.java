package dev.stopwater.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of a command, in the order in which help shows them, written as calls. Annotations
/// read better, and are what all other commands have; but reading those of `serve` by reflection
/// took a seventh of the time until it was ready. Used by one thread.
final class Flags {

  private final List<OptionSpec> options = new ArrayList<>();

  /// With a number or a word.
  <T> Flag<T> of(String name, String label, T initial, String description) {
    return add(
        option(description, name).paramLabel(label), new Flag<>(initial.getClass(), initial));
  }

  /// With one of a few words.
  <T extends Enum<T>> Flag<T> choice(String name, String label, T initial, String description) {
    return add(
        option(description, name).paramLabel(label),
        new Flag<>(initial.getDeclaringClass(), initial));
  }

  Flag<Path> path(String name, String label, Path initial, String description) {
    return add(option(description, name).paramLabel(label), new Flag<>(Path.class, initial));
  }

  /// A file that need not be.
  Flag<@Nullable Path> file(String name, String description) {
    return add(
        option(description, name).paramLabel("FILE"), new Flag<@Nullable Path>(Path.class, null));
  }

  Flag<Duration> duration(String name, Duration initial, String description) {
    return add(
        option(description, name).paramLabel("DURATION").converters(new DurationConverter()),
        new Flag<>(Duration.class, initial));
  }

  /// On or off, and on if it is said alone.
  Flag<Boolean> either(String name, boolean initial, String description) {
    return add(
        option(description, name).paramLabel("true|false").arity("0..1").fallbackValue("true"),
        new Flag<>(Boolean.class, initial));
  }

  /// How much, by two names.
  Flag<Integer> level(String name, String other, String description) {
    return add(option(description, name, other).paramLabel("LEVEL"), new Flag<>(Integer.class, 0));
  }

  private static OptionSpec.Builder option(String description, String... names) {
    return OptionSpec.builder(names).description(description);
  }

  private <T extends @Nullable Object> Flag<T> add(OptionSpec.Builder option, Flag<T> flag) {
    options.add(
        option.type(flag.type()).getter(flag).setter(flag).initialValue(flag.value()).build());
    return flag;
  }

  /// The command with these options, and those by which it explains itself.
  CommandSpec command(String name, Callable<Integer> body, String description) {
    CommandSpec command = CommandSpec.wrapWithoutInspection(body).name(name);
    command.usageMessage().description(description).sortOptions(false);
    options.forEach(command::addOption);
    return command.addOption(help()).addOption(version());
  }

  private static OptionSpec help() {
    return OptionSpec.builder("-h", "--help")
        .usageHelp(true)
        .description("Show this help message and exit.")
        .build();
  }

  private static OptionSpec version() {
    return OptionSpec.builder("-V", "--version")
        .versionHelp(true)
        .description("Print version information and exit.")
        .build();
  }
}

package dev.stopwater.bench.targets;

import dev.stopwater.lab.client.Target;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The servers that a bench is told of: this source's, which is started, and others by kubeconfig.
@SuppressWarnings("try") // what is closed waits for who works for it
public final class Targets implements AutoCloseable {

  static final String OWN = "stopwater";

  @Option(
      names = "--kubeconfig",
      paramLabel = "[NAME=]FILE[,PID…]",
      description = {
        "A server to compare with, in turn; may be given again. CPU and memory are those of the process on its port, of those that",
        "it is connected to on this machine (etcd), and of PIDs named here."
      })
  private List<String> kubeconfigs = new ArrayList<>();

  @Option(names = "--no-own", description = "Without starting a server of this source.")
  private boolean withoutOwn;

  @Option(
      names = "--port",
      description = "Where the server of this source listens. Default: ${DEFAULT-VALUE}")
  private int port = 7_643;

  @Option(
      names = "--java-options",
      paramLabel = "OPTIONS",
      description = "For the JVM of the server of this source, such as -Xmx1g.")
  private @Nullable String javaOptions;

  private @Nullable OwnServer own;
  private final List<ApiTarget> opened = new ArrayList<>();

  /// How this source's server is started.
  ///
  /// @param javaOptions for its JVM, or empty
  /// @param flags beside those that every figure needs
  public record Own(String javaOptions, List<String> flags) {

    public static final Own USUAL = new Own("", List.of());

    Own with(String otherJavaOptions) {
      return new Own(otherJavaOptions, flags);
    }
  }

  /// Starts and opens all: this source's first, the others in the order of the command line.
  ///
  /// @param usual how this source's is started, unless the command line has other options
  public List<ApiTarget> open(Path home, Own usual) throws IOException, InterruptedException {
    List<Named> names = new ArrayList<>();
    for (String each : kubeconfigs) {
      names.add(Named.parse(each));
    }
    if (names.isEmpty() && withoutOwn) {
      throw new IOException("--no-own needs a --kubeconfig of what is to be measured");
    }
    if (!withoutOwn) {
      own = OwnServer.start(home, port, javaOptions == null ? usual : usual.with(javaOptions));
      names.addFirst(new Named(OWN, own.kubeconfig(), List.of()));
    }
    for (Named each : names) {
      opened.add(each.open());
    }
    return opened;
  }

  /// One server as the command line has it.
  ///
  /// @param pids processes that belong to it, beside those that are found
  record Named(String name, Path file, List<Long> pids) {

    /// @throws IOException a process is no number
    static Named parse(String words) throws IOException {
      int equals = words.indexOf('=');
      String[] parts = words.substring(equals + 1).split(",");
      Path file = Path.of(parts[0]);
      List<Long> others = new ArrayList<>();
      for (int i = 1; i < parts.length; i++) {
        others.add(number(parts[i], words));
      }
      String name = equals < 0 ? String.valueOf(file.getFileName()) : words.substring(0, equals);
      return new Named(name, file, others);
    }

    private static long number(String pid, String words) throws IOException {
      try {
        return Long.parseLong(pid);
      } catch (NumberFormatException e) {
        throw new IOException(
            "--kubeconfig %s: '%s' is no process, the form is [NAME=]FILE[,PID…]"
                .formatted(words, pid),
            e);
      }
    }

    ApiTarget open() throws IOException, InterruptedException {
      Target target = Target.of(file);
      Processes found = Processes.listeningOn(target.address().getPort());
      return ApiTarget.open(name, target, found.andTheirServers().and(pids));
    }
  }

  @Override
  public void close() throws IOException, InterruptedException {
    opened.forEach(ApiTarget::close);
    if (own != null) {
      own.close();
    }
  }
}

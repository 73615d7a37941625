package dev.stopwater.bench.targets;

import dev.stopwater.bench.report.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a server's processes, and the maker of the load, have used since a moment.
///
/// @param serverCpu seconds, at that moment
/// @param loadCpu seconds, at that moment
public record Usage(Processes server, double serverCpu, double loadCpu, long startNanos) {

  private static final int AFTER_NAME_USER = 11; // then system, and both of children waited for
  private static final double TICKS_PER_SECOND = 100;

  public static Usage since(Processes server) throws IOException {
    return new Usage(server, server.cpuSeconds(), ownCpu(), System.nanoTime());
  }

  /// User and system time of this process, and of its children that ended (h2load).
  private static double ownCpu() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = 0;
    for (int i = 0; i < 4; i++) {
      ticks += Long.parseLong(fields[AFTER_NAME_USER + i]);
    }
    return ticks / TICKS_PER_SECOND;
  }

  public double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  public double cpuSeconds() throws IOException {
    return server.cpuSeconds() - serverCpu;
  }

  /// The CPU of a request, and of the maker of the load, and what is resident now.
  ///
  /// @param count what it is divided by
  public Sample onto(Sample sample, long count) throws IOException {
    return sample
        .with("CPU µs/request", cpuSeconds() * 1e6 / Math.max(1, count))
        .with("RSS MiB", server.residentMib())
        .with("load's CPUs", (ownCpu() - loadCpu) / seconds());
  }

  /// The same for what has no requests: how many processors were busy.
  public Sample busyOnto(Sample sample) throws IOException {
    double seconds = seconds();
    return sample
        .with("server's CPUs", cpuSeconds() / seconds)
        .with("load's CPUs", (ownCpu() - loadCpu) / seconds)
        .with("RSS MiB", server.residentMib());
  }
}

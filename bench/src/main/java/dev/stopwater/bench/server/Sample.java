package dev.stopwater.bench.server;

import java.io.IOException;
import java.util.List;

/// One measured run.
///
/// @param cpuMicros of the server's processes, for each good request
record Sample(
    String target,
    double requestsPerSecond,
    double mibPerSecond,
    double cpuMicros,
    double residentMib,
    long bad) {

  private static final double MIB = 1 << 20;

  static Sample take(
      String name, Processes processes, H2Load load, String url, List<String> headers)
      throws IOException, InterruptedException {
    double before = processes.cpuSeconds();
    long start = System.nanoTime();
    H2Load.Result result = load.run(url, headers);
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpu = processes.cpuSeconds() - before;
    return new Sample(
        name,
        result.good() / seconds,
        result.bytes() / seconds / MIB,
        cpu * 1e6 / Math.max(1, result.good()),
        processes.residentMib(),
        result.bad());
  }
}

package dev.stopwater.bench.targets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The processes that serve a port of this machine, as Linux's `/proc` tells of them.
///
/// @param pids the one that listens, its children, and who was named beside (a database)
public record Processes(List<Long> pids) {

  private static final int TICKS_PER_SECOND = 100; // USER_HZ, the same on all Linux machines
  private static final int AFTER_NAME_USER = 11;

  /// @throws IOException nobody listens there, or `/proc` cannot be read
  public static Processes listeningOn(int port) throws IOException {
    Set<Long> found = new LinkedHashSet<>();
    for (long pid : Sockets.now().listeners(port)) {
      found.add(pid);
      ProcessHandle.of(pid).ifPresent(each -> each.descendants().forEach(c -> found.add(c.pid())));
    }
    if (found.isEmpty()) {
      throw new IOException("no process of this machine listens on port " + port);
    }
    return new Processes(List.copyOf(found));
  }

  /// With those that they are connected to on this machine, such as their database.
  public Processes andTheirServers() throws IOException {
    Sockets sockets = Sockets.now();
    Set<Long> all = new LinkedHashSet<>(pids);
    for (long pid : pids) {
      for (int port : sockets.calledBy(pid)) {
        all.addAll(sockets.listeners(port));
      }
    }
    return new Processes(List.copyOf(all));
  }

  public Processes and(List<Long> others) {
    Set<Long> all = new LinkedHashSet<>(pids);
    all.addAll(others);
    return new Processes(List.copyOf(all));
  }

  /// Whether all of them live.
  public boolean alive() {
    return pids.stream().allMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  /// User and system time of all of them so far, in seconds, in steps of 10 ms.
  public double cpuSeconds() throws IOException {
    long ticks = 0;
    for (long pid : pids) {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      ticks +=
          Long.parseLong(fields[AFTER_NAME_USER]) + Long.parseLong(fields[AFTER_NAME_USER + 1]);
    }
    return (double) ticks / TICKS_PER_SECOND;
  }

  /// What they hold in memory now, in MiB.
  public double residentMib() throws IOException {
    long kib = 0;
    for (long pid : pids) {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          kib += Long.parseLong(line.replaceAll("\\D", ""));
        }
      }
    }
    return kib / 1024.0;
  }
}

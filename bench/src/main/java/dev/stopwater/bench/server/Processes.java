package dev.stopwater.bench.server;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The processes that serve a port of this machine, as Linux's `/proc` tells of them.
///
/// @param pids the one that listens, its children, and who was named beside (a database)
record Processes(List<Long> pids) {

  private static final int TICKS_PER_SECOND = 100; // USER_HZ, the same on all Linux machines
  private static final int AFTER_NAME_USER = 11;
  private static final String LISTENING = "0A";

  /// @throws IOException nobody listens there, or `/proc` cannot be read
  static Processes listeningOn(int port) throws IOException {
    Set<String> sockets = new LinkedHashSet<>();
    for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      if (Files.exists(Path.of(table))) {
        inodes(Files.readAllLines(Path.of(table)), port, sockets);
      }
    }
    Set<Long> found = new LinkedHashSet<>();
    for (ProcessHandle each : ProcessHandle.allProcesses().toList()) {
      if (holds(each.pid(), sockets)) {
        found.add(each.pid());
        each.descendants().forEach(child -> found.add(child.pid()));
      }
    }
    if (found.isEmpty()) {
      throw new IOException("no process of this machine listens on port " + port);
    }
    return new Processes(List.copyOf(found));
  }

  Processes and(List<Long> others) {
    List<Long> all = new ArrayList<>(pids);
    all.addAll(others);
    return new Processes(List.copyOf(new LinkedHashSet<>(all)));
  }

  private static void inodes(List<String> table, int port, Set<String> sockets) {
    String wanted = ":%04X".formatted(port);
    for (String line : table) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length > 9 && fields[1].endsWith(wanted) && fields[3].equals(LISTENING)) {
        sockets.add("socket:[" + fields[9] + "]");
      }
    }
  }

  private static boolean holds(long pid, Set<String> sockets) {
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path each : open) {
        if (Files.isSymbolicLink(each)
            && sockets.contains(Files.readSymbolicLink(each).toString())) {
          return true;
        }
      }
    } catch (IOException | SecurityException gone) {
      // it ended meanwhile, or is another user's
    }
    return false;
  }

  /// User and system time of all of them so far, in seconds, in steps of 10 ms.
  double cpuSeconds() throws IOException {
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
  double residentMib() throws IOException {
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

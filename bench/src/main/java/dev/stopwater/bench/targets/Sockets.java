package dev.stopwater.bench.targets;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// The TCP sockets of this machine and who holds them, as `/proc` has it at one moment.
///
/// @param all in the order of the kernel's tables
record Sockets(List<Socket> all) {

  private static final String LISTENING = "0A";
  private static final String ESTABLISHED = "01";
  private static final int INODE = 9;

  /// One line of `/proc/net/tcp`.
  ///
  /// @param link what a process that holds it has among its files
  record Socket(int localPort, String remote, String state, String link) {

    int remotePort() {
      return port(remote);
    }

    boolean toThisMachine() {
      String address = remote.substring(0, remote.indexOf(':'));
      return address.equals("0100007F") // 127.0.0.1
          || address.equals("00000000000000000000000001000000") // ::1
          || address.equals("0000000000000000FFFF00000100007F"); // 127.0.0.1 in IPv6
    }
  }

  static Sockets now() throws IOException {
    List<String> lines = new ArrayList<>();
    for (Path table : List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"))) {
      if (Files.exists(table)) {
        lines.addAll(Files.readAllLines(table));
      }
    }
    return parse(lines);
  }

  static Sockets parse(List<String> lines) {
    List<Socket> found = new ArrayList<>();
    for (String line : lines) {
      String[] fields = line.trim().split("\\s+");
      if (fields.length > INODE && fields[1].contains(":")) {
        found.add(
            new Socket(port(fields[1]), fields[2], fields[3], "socket:[" + fields[INODE] + "]"));
      }
    }
    return new Sockets(List.copyOf(found));
  }

  private static int port(String address) {
    return Integer.parseInt(address.substring(address.indexOf(':') + 1), 16);
  }

  /// The processes that listen on a port.
  Set<Long> listeners(int port) {
    Set<String> wanted = new LinkedHashSet<>();
    for (Socket each : all) {
      if (each.state().equals(LISTENING) && each.localPort() == port) {
        wanted.add(each.link());
      }
    }
    Set<Long> found = new LinkedHashSet<>();
    if (!wanted.isEmpty()) {
      ProcessHandle.allProcesses()
          .filter(each -> files(each.pid()).stream().anyMatch(wanted::contains))
          .forEach(each -> found.add(each.pid()));
    }
    return found;
  }

  /// The ports of this machine that a process is connected to.
  Set<Integer> calledBy(long pid) {
    Set<String> held = files(pid);
    Set<Integer> found = new LinkedHashSet<>();
    for (Socket each : all) {
      if (each.state().equals(ESTABLISHED) && each.toThisMachine() && held.contains(each.link())) {
        found.add(each.remotePort());
      }
    }
    return found;
  }

  private static Set<String> files(long pid) {
    Set<String> links = new LinkedHashSet<>();
    try (DirectoryStream<Path> open = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fd"))) {
      for (Path each : open) {
        links.add(Files.readSymbolicLink(each).toString());
      }
    } catch (IOException | SecurityException | java.nio.file.DirectoryIteratorException gone) {
      // it ended meanwhile, or is another user's
    }
    return links;
  }
}

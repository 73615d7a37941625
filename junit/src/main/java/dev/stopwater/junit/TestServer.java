package dev.stopwater.junit;

import dev.stopwater.assembly.ApiServer;
import dev.stopwater.assembly.ServerConfig;
import dev.stopwater.assembly.StartException;
import dev.stopwater.assembly.TestAccess;
import dev.stopwater.assembly.pki.Kubeconfig;
import dev.stopwater.lifecycle.ByteLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One server, its directory, and what was in it when it had just started. Any thread.
final class TestServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int EVERY_REQUEST = 3;

  private final Path directory;
  private final String token = HexFormat.of().formatHex(new SecureRandom().generateSeed(16));
  private final RecentLog log = new RecentLog();
  private final ApiServer server;
  private final TestAccess below;
  private final TestAccess.Contents fresh;
  private final AtomicInteger namespaces = new AtomicInteger();

  private TestServer() throws IOException, StartException {
    directory = Files.createTempDirectory("stopwater-"); // its owner's alone
    boolean started = false;
    try {
      Path tokens = directory.resolve("tokens.csv");
      write(tokens, token + ",stopwater-admin,stopwater-admin,\"system:masters\"\n");
      server =
          ApiServer.start(
              config(directory, tokens), new PrintStream(log, true, StandardCharsets.UTF_8));
      below = server.testAccess();
      fresh = below.contents();
      started = true;
    } finally {
      if (!started) {
        delete();
      }
    }
  }

  /// @throws IllegalStateException in one sentence, why not
  static TestServer start() {
    try {
      return new TestServer();
    } catch (StartException e) {
      throw new IllegalStateException("no API server for the tests: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the API server of the tests", e);
    }
  }

  private static ServerConfig config(Path directory, Path tokens) {
    ServerConfig usual = ServerConfig.of(directory);
    return new ServerConfig(
        new ServerConfig.Listen("127.0.0.1", 0, null, null),
        new ServerConfig.Storage(directory, ServerConfig.Storage.Kind.MEMORY, "/registry"),
        new ServerConfig.Limits(
            usual.limits().request(),
            usual.limits().minimumWatch(),
            usual.limits().inFlight(),
            usual.limits().mutatingInFlight(),
            usual.limits().fair(),
            usual.limits().http(),
            ByteLimits.ofHeap(Runtime.getRuntime().maxMemory())),
        new ServerConfig.Stop(PATIENCE, Duration.ZERO, false, Duration.ZERO),
        new ServerConfig.Access(null, tokens),
        new ServerConfig.Network("10.0.0.0/16"),
        new ServerConfig.Behaviour(true, EVERY_REQUEST, false, ServerConfig.Monitoring.OFF),
        ServerConfig.Tracing.NONE);
  }

  Kubeconfig access() {
    return server.administrator();
  }

  String token() {
    return token;
  }

  RecentLog log() {
    return log;
  }

  TestAccess.Contents contents() {
    return below.contents();
  }

  void putBack(TestAccess.Contents then) {
    below.putBack(then);
  }

  /// As it was when it had just started.
  void putBack() {
    below.putBack(fresh);
  }

  /// A namespace that was never there.
  ///
  /// @param like how it shall be called, roughly
  String makeNamespace(String like) throws InterruptedException {
    String name = NamespaceNames.of(like, namespaces.incrementAndGet());
    below.namespace(name);
    return name;
  }

  /// @return the file, which is written once for each namespace
  Path write(String namespace, String kubeconfig) {
    Path file = directory.resolve(namespace + ".kubeconfig");
    synchronized (this) {
      try {
        if (!Files.exists(file)) {
          write(file, kubeconfig);
        }
        return file;
      } catch (IOException e) {
        throw new UncheckedIOException("cannot write " + file, e);
      }
    }
  }

  private static void write(Path file, String text) throws IOException {
    if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(file, text);
  }

  /// Stops it, with nothing left of it.
  ///
  /// @throws IllegalStateException a request or a thread is left
  @Override
  public void close() {
    server.close();
    delete();
    List<String> left = below.left();
    if (!left.isEmpty()) {
      throw new IllegalStateException("the API server of the tests left something: " + left);
    }
  }

  private void delete() {
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).forEach(each -> each.toFile().delete());
    } catch (IOException e) {
      // A directory below the system's temporary one: it goes with that.
    }
  }
}

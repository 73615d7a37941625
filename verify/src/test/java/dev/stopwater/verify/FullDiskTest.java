package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full when the server starts: a file system of 40 KiB, where this machine lets us
/// mount one.
class FullDiskTest {

  @TempDir Path home;

  @Test
  void aFullDiskAtTheStartIsOnePlainSentence() throws Exception {
    Path small = Files.createDirectory(home.resolve("small"));
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small.toString());
    if (!mounted) {
      System.out.println("SKIPPED: no small file system can be mounted here (needs root)");
    }
    assumeTrue(mounted, "a small file system can be mounted");
    try {
      Path data = small.resolve("data");
      assertThat(serve(data))
          .isEqualTo(
              "stopwater: no space is left on the disk of data directory "
                  + data.resolve("store")
                  + "\n");
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  /// What a server says that does not start; its words go to another disk.
  private String serve(Path data) throws IOException, InterruptedException {
    Path said = home.resolve("said.log");
    Process server =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.stopwater.cli.Main",
                "serve",
                "--secure-port",
                "0",
                "--data-dir",
                data.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    boolean ended = server.waitFor(60, TimeUnit.SECONDS);
    server.destroyForcibly().waitFor();
    assertThat(ended).isTrue();
    assertThat(server.exitValue()).isEqualTo(1);
    return Files.readString(said);
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}

package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full when the server starts: a file system of 40 KiB, where this machine lets us
/// mount one.
class FullDiskTest {

  @TempDir Path home;

  @Test
  void aFullDiskAtTheStartIsOnePlainSentence() throws Exception {
    Path small = home.resolve("small");
    Files.createDirectory(small);
    boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=40k", "tmpfs", small.toString());
    if (!mounted) {
      System.out.println("SKIPPED: no small file system can be mounted here (needs root)");
    }
    assumeTrue(mounted, "a small file system can be mounted");
    try {
      ThrowingCallable start =
          () -> ServerProcess.start(small.resolve("data"), "--secure-port", "0").close();
      assertThatThrownBy(start)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("stopwater: no space is left on the disk of data directory")
          .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\tat "));
    } finally {
      run("umount", "-l", small.toString());
    }
  }

  private static boolean run(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    }
  }
}

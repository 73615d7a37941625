package dev.stopwater.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.stopwater.verify.clients.Tool;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubectlProgramTest {

  @TempDir Path home;

  private String saying(String version) throws Exception {
    Path program = home.resolve("kubectl-" + version);
    Files.writeString(program, "#!/bin/sh\necho Client Version: " + version + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    return program.toString();
  }

  @Test
  void aKubectlThatIsNewEnoughIsUsed() throws Exception {
    String new32 = saying("v1.32.0");
    assertThat(KubectlProgram.find(new32)).isEqualTo(new KubectlProgram(new32, ""));
  }

  /// Builds the real one, which takes minutes the first time: `-Dkubectl.build=true`.
  @Test
  void inThePlaceOfAnOldOneOrOfNoneItIsBuiltFromItsGoModule() throws Exception {
    boolean asked = Boolean.getBoolean("kubectl.build");
    if (!asked) {
      System.out.println("SKIPPED: kubectl is not built unless -Dkubectl.build=true asks for it");
    }
    assumeTrue(asked, "-Dkubectl.build=true");
    KubectlProgram built = KubectlProgram.find(saying("v1.31.9"));
    assertThat(built.why()).isEmpty();
    assertThat(KubectlProgram.find("no-such-kubectl")).isEqualTo(built);
    assertThat(Tool.run(home, Duration.ofMinutes(1), built.command(), "version", "--client").text())
        .contains("v1.36.3");
  }
}

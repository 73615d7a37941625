package dev.stopwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabTest {

  @TempDir Path home;

  private static String errors(String... arguments) {
    PrintStream usual = System.err;
    ByteArrayOutputStream caught = new ByteArrayOutputStream();
    System.setErr(new PrintStream(caught, true, StandardCharsets.UTF_8));
    try {
      assertThat(Main.run(arguments)).isEqualTo(2);
    } finally {
      System.setErr(usual);
    }
    return caught.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aServerElsewhereIsLeftAloneUnlessToldTwice() throws Exception {
    Path kubeconfig = home.resolve("kubeconfig");
    Files.writeString(
        kubeconfig,
        """
        {current-context: c, contexts: [{name: c, context: {cluster: c, user: u}}],
         clusters: [{name: c, cluster: {server: 'https://192.0.2.1:6443'}}],
         users: [{name: u, user: {token: t}}]}
        """);
    assertThat(errors("lab", "burst", "--kubeconfig", kubeconfig.toString()))
        .contains("https://192.0.2.1:6443 is not on this machine");
    assertThat(errors("lab", "burst", "--not-loopback", "--kubeconfig", kubeconfig.toString()))
        .contains("--not-loopback twice");
  }

  @Test
  void flagsThatMeanNothingTogetherAreRefused() {
    assertThat(errors("lab", "burst", "--pid", "1")).contains("--pid goes with --kubeconfig");
    assertThat(errors("lab", "burst", "--clients", "0")).contains("clients");
    assertThat(errors("lab", "burst", "--kubeconfig", home.resolve("none").toString()))
        .contains("cannot read the kubeconfig");
  }

  @Test
  void noHandOffButOursCanBeServed() {
    assertThat(errors("serve", "--handoff=unbuffered")).contains("--handoff");
  }

  @Test
  void aNightWithoutPodsIsRefused() {
    assertThat(errors("lab", "incident", "--small", "--pods", "0")).contains("night");
  }
}

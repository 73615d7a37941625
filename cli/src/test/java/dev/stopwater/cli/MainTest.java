package dev.stopwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers are told when they are wrong: one sentence, exit 2 for their mistakes, 1 for what
/// the machine refuses; never a stack trace.
class MainTest {

  @TempDir Path home;

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();

  @BeforeEach
  void listen() {
    PrintStream both = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(both);
    System.setErr(both);
  }

  @AfterEach
  void restore() {
    System.setOut(out);
    System.setErr(err);
    assertThat(said()).doesNotContain("\tat ");
  }

  private String said() {
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void anUnknownFlagIsAnsweredWithTheNearestOne() {
    assertThat(Main.run("serve", "--secure-prt", "1")).isEqualTo(2);
    assertThat(said()).contains("Did you mean --secure-port?");
  }

  @Test
  void anUnknownCommandIsAMistake() {
    assertThat(Main.run("nonsense")).isEqualTo(2);
  }

  @Test
  void aDurationWithoutUnitIsAMistake() {
    assertThat(Main.run("serve", "--request-timeout", "10")).isEqualTo(2);
    assertThat(said()).contains("'10' is no duration such as 60s or 1m30s");
  }

  @Test
  void aWrongWordIsAnsweredWithThoseThatThereAre() {
    assertThat(Main.run("serve", "--store", "nothing")).isEqualTo(2);
    assertThat(said()).contains("'--store': expected one of [LOCAL, MEMORY]");
  }

  @Test
  void aNumberThatIsNoneIsAMistake() {
    assertThat(Main.run("serve", "--secure-port", "x")).isEqualTo(2);
    assertThat(said()).contains("'--secure-port': 'x' is not an int");
  }

  @Test
  void helpOfServeTellsEachFlagWithItsDefault() {
    assertThat(Main.run("help", "serve")).isZero();
    String help = said();
    assertThat(Main.run("serve", "--help")).isZero();
    assertThat(said()).isEqualTo(help + help);
    assertThat(help.replaceAll("\\s+", " "))
        .contains("--data-dir=DIR")
        .contains("Default: .stopwater")
        .contains("--store=local|memory")
        .contains("--profiling[=true|false] Serve profiles at /debug/pprof/. Default: true")
        .contains("-v, --v=LEVEL");
  }

  @Test
  void fairnessWithoutAnySeatIsAMistake() {
    String[] none = {"--max-requests-inflight", "0", "--max-mutating-requests-inflight", "0"};
    assertThat(Main.run("serve", none[0], none[1], none[2], none[3])).isEqualTo(2);
    assertThat(said())
        .contains(
            "invalid configuration: MaxRequestsInFlight=0 and MaxMutatingRequestsInFlight=0; "
                + "they must add up to something positive");
  }

  @Test
  void fewerThanNoRequestsAtOnceAreAMistake() {
    assertThat(Main.run("serve", "--max-requests-inflight", "-1")).isEqualTo(2);
    assertThat(said()).contains("--max-requests-inflight can not be negative value");
  }

  @Test
  void anUnreadableCertificateIsNamed() {
    assertThat(
            Main.run(
                "serve",
                "--data-dir",
                home.toString(),
                "--tls-cert-file",
                "/nope.crt",
                "--tls-private-key-file",
                "/nope.key"))
        .isEqualTo(1);
    assertThat(said()).contains("cannot read /nope").contains("there is no such file");
  }

  @Test
  void theVersionNamesTheApi() {
    assertThat(Main.run("version")).isZero();
    assertThat(said()).contains("v1.36");
  }

  @Test
  void aMissingStoreCannotBeChecked() {
    assertThat(Main.run("check", "--data-dir", home.toString())).isEqualTo(1);
    assertThat(said()).contains("there is no store");
  }

  @Test
  void aMissingKubeconfigSaysWhatMakesIt() {
    assertThat(Main.run("kubeconfig", "--data-dir", home.toString())).isEqualTo(1);
    assertThat(said()).contains("'stopwater serve' makes it");
  }
}

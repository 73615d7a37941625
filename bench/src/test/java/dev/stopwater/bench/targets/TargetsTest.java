package dev.stopwater.bench.targets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {

  @Test
  void aServerHasANameAFileAndProcessesThatBelongToIt() throws IOException {
    assertThat(Targets.Named.parse("kube=/etc/kubeconfig,12,13"))
        .isEqualTo(new Targets.Named("kube", Path.of("/etc/kubeconfig"), List.of(12L, 13L)));
  }

  @Test
  void withoutANameItIsCalledByItsFile() throws IOException {
    assertThat(Targets.Named.parse("/etc/kubeconfig"))
        .isEqualTo(new Targets.Named("kubeconfig", Path.of("/etc/kubeconfig"), List.of()));
  }

  @Test
  void aProcessThatIsNoNumberIsRefusedWithTheFormThatIsMeant() {
    assertThatIOException()
        .isThrownBy(() -> Targets.Named.parse("kube=/etc/kubeconfig,etcd"))
        .withMessageContaining("'etcd' is no process")
        .withMessageContaining("[NAME=]FILE[,PID…]");
  }

  @Test
  void toMeasureNothingIsRefused() {
    Targets targets = new Targets();
    picocli.CommandLine.populateCommand(targets, "--no-own");
    assertThatIOException()
        .isThrownBy(() -> targets.open(Path.of(""), Targets.Own.USUAL))
        .withMessageContaining("--kubeconfig");
  }
}

package dev.stopwater.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.assembly.ServerConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a server is started with, by what was said on its command line.
class ServeTest {

  private static ServerConfig of(String... flags) {
    Serve serve = new Serve();
    String[] words = new String[flags.length + 1];
    words[0] = "serve";
    System.arraycopy(flags, 0, words, 1, flags.length);
    Main.over(Map.of("serve", serve.spec())).parseArgs(words);
    return serve.config();
  }

  @Test
  void nothingSaidIsTheStandard() {
    ServerConfig config = of();
    assertThat(config.listen()).isEqualTo(new ServerConfig.Listen("0.0.0.0", 6443, null, null));
    assertThat(config.storage().kind()).isEqualTo(ServerConfig.Storage.Kind.LOCAL);
    assertThat(config.storage().dataDirectory())
        .isEqualTo(Path.of(".stopwater").toAbsolutePath().normalize());
    assertThat(config.limits().fair()).isTrue();
    assertThat(config.stop()).isEqualTo(ServerConfig.Stop.STANDARD);
    assertThat(config.behaviour().monitoring()).isEqualTo(ServerConfig.Monitoring.STANDARD);
    assertThat(config.access()).isEqualTo(new ServerConfig.Access(null, null));
  }

  @Test
  void flagsOfEveryKindAreTaken() {
    ServerConfig config =
        of(
            "--store=memory",
            "--secure-port",
            "7443",
            "--tls-cert-file=a.crt",
            "--request-timeout=1m30s",
            "--enable-priority-and-fairness=false",
            "--goaway-chance=0.01",
            "--max-bytes-held=123456789",
            "--shutdown-send-retry-after",
            "--monitor=false",
            "-v",
            "3");
    assertThat(config.storage().kind()).isEqualTo(ServerConfig.Storage.Kind.MEMORY);
    assertThat(config.listen().securePort()).isEqualTo(7443);
    assertThat(config.listen().certificate()).isEqualTo(Path.of("a.crt"));
    assertThat(config.limits().request()).isEqualTo(Duration.ofSeconds(90));
    assertThat(config.limits().fair()).isFalse();
    assertThat(config.limits().http().goAwayChance()).isEqualTo(0.01);
    assertThat(config.limits().bytes().all()).isEqualTo(123456789L);
    assertThat(config.stop().comeBack()).isTrue();
    assertThat(config.behaviour().monitoring().on()).isFalse();
    assertThat(config.behaviour().verbosity()).isEqualTo(3);
  }
}

package dev.stopwater.lab.scene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Our server under clients that behave badly. `-Dlab.clients=400` is the long form.
@NoLeaks
class SceneTest {

  private static final int CLIENTS = Integer.getInteger("lab.clients", 5);
  private static final Duration LIMIT = Duration.ofSeconds(120);

  @TempDir Path home;

  @ParameterizedTest
  @EnumSource(names = {"SLOW_READER", "PAUSED_CLIENT", "STALLED_WATCH"})
  void itLetsGoOfClientsThatBehaveBadly(Scene scene) throws Exception {
    try (OurServer server = OurServer.start(home, Duration.ofSeconds(5))) {
      SceneVerdict verdict =
          Stage.play(
              scene,
              server.target(),
              new SceneSettings(CLIENTS, LIMIT, server.pid()),
              System.out::println);
      System.out.println(verdict.text());
      // The gauge has the other client's requests among them, before as well as during the scene.
      assertThat(verdict.mostHeld()).isBetween(CLIENTS - 1L, (long) CLIENTS);
      assertThat(verdict.leftHeld()).isZero();
      assertThat(verdict.during().count()).isPositive();
    }
  }
}

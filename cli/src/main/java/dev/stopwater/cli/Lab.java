package dev.stopwater.cli;

import dev.stopwater.cli.Remote.RefusedException;
import dev.stopwater.lab.client.Target;
import dev.stopwater.lab.scene.OurServer;
import dev.stopwater.lab.scene.Scene;
import dev.stopwater.lab.scene.SceneSettings;
import dev.stopwater.lab.scene.SceneVerdict;
import dev.stopwater.lab.scene.Stage;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `stopwater lab`: what happens to an API server under clients that behave badly.
@Command(
    name = "lab",
    description = "Replay the incident, and other scenes of clients that behave badly.",
    mixinStandardHelpOptions = true,
    subcommands = {LabIncident.class})
final class Lab {

  @Command(
      name = "slow-reader",
      description = "Clients that ask for a large list and stop reading it.",
      mixinStandardHelpOptions = true)
  int slowReader(@Mixin SceneFlags flags) throws InterruptedException {
    return play(Scene.SLOW_READER, flags);
  }

  @Command(
      name = "paused-client",
      description = "Clients that send half of a body and pause.",
      mixinStandardHelpOptions = true)
  int pausedClient(@Mixin SceneFlags flags) throws InterruptedException {
    return play(Scene.PAUSED_CLIENT, flags);
  }

  @Command(
      name = "stalled-watch",
      description = "Clients that watch and do not read.",
      mixinStandardHelpOptions = true)
  int stalledWatch(@Mixin SceneFlags flags) throws InterruptedException {
    return play(Scene.STALLED_WATCH, flags);
  }

  @Command(
      name = "burst",
      description = "Clients that all come at once.",
      mixinStandardHelpOptions = true)
  int burst(@Mixin SceneFlags flags) throws InterruptedException {
    return play(Scene.BURST, flags);
  }

  private static int play(Scene scene, SceneFlags flags) throws InterruptedException {
    try {
      SceneVerdict verdict =
          flags.kubeconfig == null
              ? againstOurs(scene, flags)
              : against(scene, flags.kubeconfig, flags);
      System.out.print(verdict.text());
      return verdict.good() ? 0 : 1;
    } catch (RefusedException | IllegalArgumentException e) {
      System.err.println("stopwater: " + e.getMessage());
      return 2;
    } catch (IOException e) {
      System.err.println("stopwater: the scene failed: " + e.getMessage());
      return 1;
    }
  }

  private static SceneVerdict against(Scene scene, Path kubeconfig, SceneFlags flags)
      throws RefusedException, IOException, InterruptedException {
    Target target = target(RemoteConfig.read(kubeconfig.toString(), ""));
    if (!target.loopback() && flags.notLoopback.length < 2) {
      throw new IllegalArgumentException(
          target.url()
              + " is not on this machine. The scene is an attack: whoever means it says"
              + " --not-loopback twice");
    }
    return play(scene, target, flags.against());
  }

  private static Target target(RemoteConfig config) throws RefusedException {
    if (config.proxy() != null || config.impersonates()) {
      throw new RefusedException("a scene goes through no proxy, and impersonates nobody");
    }
    try {
      return new Target(config.server(), config.tls(), config.token());
    } catch (GeneralSecurityException | IOException | IllegalArgumentException e) {
      throw new RefusedException("cannot use the keys of " + config.server() + ": " + e);
    }
  }

  private static SceneVerdict againstOurs(Scene scene, SceneFlags flags)
      throws IOException, InterruptedException {
    SceneSettings settings = flags.againstOurs();
    Path directory = Files.createTempDirectory("stopwater-scene");
    try (OurServer server = OurServer.start(directory, flags.timeout())) {
      return play(scene, server.target(), settings.of(server.pid()));
    } finally {
      LabIncident.remove(directory);
    }
  }

  private static SceneVerdict play(Scene scene, Target target, SceneSettings settings)
      throws IOException, InterruptedException {
    try {
      return Stage.play(scene, target, settings, System.err::println);
    } catch (ConnectException e) {
      throw new IOException("cannot reach " + target.url(), e);
    }
  }
}

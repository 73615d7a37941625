package dev.stopwater.verify;

import dev.stopwater.verify.clients.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where the real kubectl is: on the PATH, if it is 1.32 or newer; else built once from its
/// published Go module, if there is a Go tool chain.
///
/// @param command what starts it; empty if there is none
/// @param why there is none; empty if there is one
record KubectlProgram(String command, String why) {

  private static final Pattern MINOR = Pattern.compile("v1\\.(\\d+)");
  private static final int OLDEST = 32;
  private static final String MODULE = "v0.36.3";
  private static final String VERSION = "v1.36.3";
  private static final Duration LIMIT = Duration.ofMinutes(15);

  private static final String MAIN =
      """
      package main

      import (
        "k8s.io/component-base/cli"
        "k8s.io/kubectl/pkg/cmd"
        "k8s.io/kubectl/pkg/cmd/util"
      )

      func main() {
        if err := cli.RunNoErrOutput(cmd.NewDefaultKubectlCommand()); err != nil {
          util.CheckErr(err)
        }
      }
      """;

  /// @param first the one to try first, `kubectl` for that of the PATH
  static KubectlProgram find(String first) throws IOException, InterruptedException {
    Path cache = Tool.cache("kubectl-" + MODULE);
    Tool.Said said = Tool.run(cache, Duration.ofMinutes(1), first, "version", "--client");
    Matcher minor = MINOR.matcher(said.text());
    if (said.exit() == 0 && minor.find() && Integer.parseInt(minor.group(1)) >= OLDEST) {
      return new KubectlProgram(first, "");
    }
    return built(cache, first + " is missing or older than 1." + OLDEST);
  }

  private static KubectlProgram built(Path cache, String reason)
      throws IOException, InterruptedException {
    Path program = cache.resolve("kubectl");
    if (Files.isExecutable(program)) {
      return new KubectlProgram(program.toString(), "");
    }
    System.out.println("building kubectl " + VERSION + ", since " + reason);
    Files.writeString(cache.resolve("main.go"), MAIN);
    Files.deleteIfExists(cache.resolve("go.mod"));
    String[][] steps = {
      {"go", "mod", "init", "kubectl"},
      {"go", "get", "k8s.io/kubectl@" + MODULE},
      {"go", "mod", "tidy"},
      {
        "go",
        "build",
        "-ldflags",
        "-s -w -X k8s.io/component-base/version.gitVersion=" + VERSION,
        "-o",
        "kubectl",
        "."
      }
    };
    for (String[] step : steps) {
      Tool.Said said = Tool.run(cache, LIMIT, step);
      if (said.exit() != 0) {
        return new KubectlProgram(
            "", reason + ", and '" + String.join(" ", step) + "' failed: " + said.text());
      }
    }
    return new KubectlProgram(program.toString(), "");
  }
}

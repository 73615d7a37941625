package dev.stopwater.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `stopwater profile`: takes a profile of a server into a file.
@Command(
    name = "profile",
    description = "Take a profile of a server, for go tool pprof.",
    mixinStandardHelpOptions = true)
final class TakeProfile implements Callable<Integer> {

  @Mixin private Remote remote = new Remote();

  @Option(
      names = "--kind",
      paramLabel = "NAME",
      description =
          "profile (CPU), goroutine, heap, allocs, block, mutex, leak, late, trace, … Default: profile")
  private String kind = "profile";

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long. Default: 10 for a CPU profile, 0 (what is now) for others.")
  private int seconds = -1;

  @Option(names = "--gc", description = "Have the garbage collected first.")
  private boolean collect;

  @Option(names = "--out", paramLabel = "FILE", required = true, description = "Where to write it.")
  private Path out = Path.of("profile.pb.gz");

  @Override
  public Integer call() throws InterruptedException {
    int asked = seconds >= 0 ? seconds : kind.equals("profile") ? 10 : 0;
    try {
      String query = (asked > 0 ? "&seconds=" + asked : "") + (collect ? "&gc=1" : "");
      byte[] profile = remote.get("/debug/pprof/" + kind + query.replaceFirst("&", "?"));
      Files.write(out, profile);
      String reader = kind.equals("trace") ? "jfr summary " : "go tool pprof -top ";
      System.out.println(profile.length + " bytes in " + out + "; " + reader + out);
      return 0;
    } catch (Remote.RefusedException e) {
      System.err.println("stopwater: " + e.getMessage());
    } catch (IOException e) {
      System.err.println("stopwater: cannot write " + out);
    }
    return 1;
  }
}

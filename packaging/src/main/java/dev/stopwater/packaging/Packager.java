package dev.stopwater.packaging;

import dev.stopwater.assembly.Versions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `./stopwater package`: the image as a folder and as an archive.
@Command(
    name = "package",
    description = "Make an image that starts without a JDK: a folder, and an archive of it.",
    mixinStandardHelpOptions = true)
public final class Packager implements Callable<Integer> {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where both are made. Default: ${DEFAULT-VALUE}")
  private Path out = Path.of("target", "package");

  @Option(names = "--jars", hidden = true, required = true, description = "Program and libraries.")
  private @Nullable Path jars;

  @Option(names = "--licence", hidden = true, required = true, description = "Our own.")
  private @Nullable Path licence;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description = "The time of every file, since 1970. Default: that of the last commit")
  private long time;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new Packager()).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException {
    String name = "stopwater-" + Versions.STOPWATER + "-" + Image.platform();
    Path folder = out.toAbsolutePath().normalize().resolve(name);
    if (jars == null || licence == null) {
      throw new IllegalStateException("picocli asks for both");
    }
    if (Files.exists(folder)) {
      System.err.println("stopwater: " + folder + " is there already");
      return 2;
    }
    try {
      new Image(jars, licence, new Layout(folder), Instant.ofEpochSecond(time)).make();
      Path archive = archive(folder);
      System.out.println(folder + "\n" + archive);
      return 0;
    } catch (IOException e) {
      System.err.println("stopwater: no image was made: " + e.getMessage());
      return 1;
    }
  }

  /// By GNU's tar: its options make two archives of the same files the same.
  private Path archive(Path folder) throws IOException, InterruptedException {
    Path archive = folder.resolveSibling(folder.getFileName() + ".tar.gz");
    Programs.run(
        List.of(
            "tar",
            "--create",
            "--use-compress-program=gzip --no-name",
            "--sort=name",
            "--mtime=@" + time,
            "--owner=0",
            "--group=0",
            "--numeric-owner",
            "--file=" + archive,
            "--directory=" + folder.getParent(),
            String.valueOf(folder.getFileName())));
    return archive;
  }
}

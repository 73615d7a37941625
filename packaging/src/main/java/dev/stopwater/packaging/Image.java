package dev.stopwater.packaging;

import dev.stopwater.assembly.Versions;
import dev.stopwater.cli.Main;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import picocli.AutoComplete;

/// Makes the image, from top to bottom of [#make()].
///
/// @param jars the program and its libraries, in a folder
/// @param licence our own
/// @param layout where everything goes
/// @param time of every file, so that two images of one commit differ in little but the cache
record Image(Path jars, Path licence, Layout layout, Instant time) {

  private static final String MAIN = "dev.stopwater.cli.Main";

  void make() throws IOException, InterruptedException {
    Files.createDirectories(layout.jars());
    JavaRuntime.link(layout.runtime());
    programs();
    NativeLibrary.extract(jar("sqlite-jdbc"), layout.lib());
    launcher();
    documents();
    settle(); // before the rehearsal: a cache knows the time of each jar
    rehearse();
    settle();
  }

  private void programs() throws IOException {
    Jars packer = new Jars(time);
    Licences licences = new Licences(layout.documents());
    licences.ours(licence);
    List<String> names = new ArrayList<>();
    for (Path each : all()) {
      packer.copy(each, layout.jars().resolve(each.getFileName()));
      licences.of(each);
      names.add("jars/" + each.getFileName());
    }
    packer.index(layout.mainJar(), names, MAIN);
  }

  private List<Path> all() throws IOException {
    try (Stream<Path> files = Files.list(jars)) {
      return files.filter(each -> each.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private Path jar(String name) throws IOException {
    return all().stream()
        .filter(each -> String.valueOf(each.getFileName()).startsWith(name))
        .findFirst()
        .orElseThrow(() -> new IOException("there is no " + name + " in " + jars));
  }

  private void launcher() throws IOException {
    Resources.copy("launcher.sh", layout.launcher());
    Files.setPosixFilePermissions(layout.launcher(), PosixFilePermissions.fromString("rwxr-xr-x"));
    Resources.copy("serve.jvm", layout.lib().resolve("serve.jvm"));
    Resources.copy("command.jvm", layout.lib().resolve("command.jvm"));
    Resources.copy("Dockerfile", layout.dockerfile());
  }

  private void documents() throws IOException {
    Resources.copy("README.md", layout.documents().resolve("README.md"));
    write(layout.manual(), ManualPage.of(Main.commandLine(), Versions.STOPWATER, time));
    write(layout.completion(), AutoComplete.bash("stopwater", Main.commandLine()));
  }

  private static void write(Path file, String text) throws IOException {
    Path folder = file.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, text);
  }

  /// Lets the runtime learn what a start needs, with the options and the class path of a start.
  private void rehearse() throws IOException, InterruptedException {
    Programs.run(
        List.of(
            layout.java().toString(),
            "@" + layout.lib().resolve("serve.jvm"),
            "-XX:AOTCacheOutput=" + layout.cache(),
            "-Dorg.sqlite.lib.path=" + layout.lib(),
            "-Dorg.sqlite.tmpdir=" + layout.lib(),
            "-cp",
            layout.mainJar().toString(),
            MAIN,
            "dev",
            "rehearse"));
    if (!Files.exists(layout.cache())) {
      throw new IOException("the rehearsal left no cache");
    }
  }

  private void settle() throws IOException {
    try (Stream<Path> files = Files.walk(layout.prefix())) {
      for (Path each : files.filter(file -> !Files.isSymbolicLink(file)).toList()) {
        Files.setLastModifiedTime(each, FileTime.from(time));
      }
    }
  }

  /// Of which system and processor it is, in the words of file names.
  static String platform() {
    String system = System.getProperty("os.name").toLowerCase(Locale.ROOT).replace(" ", "");
    return system + "-" + System.getProperty("os.arch");
  }
}

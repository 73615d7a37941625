package dev.stopwater.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// An unpacked image, used by somebody who has no Java: of all programs only the shell, `dirname`
/// and `readlink` are on the path, and the launcher is called through a link in another folder.
///
/// @param prefix the unpacked folder
/// @param work where the link, the programs and what is said are
record Installed(Path prefix, Path work) {

  private static final List<String> PROGRAMS = List.of("sh", "dirname", "readlink");

  /// What a program said, and its exit code.
  record Said(int exit, String text) {}

  static Installed unpack(Path archive, Path work) throws IOException, InterruptedException {
    Path here = Files.createDirectories(work.resolve("here"));
    run(work, List.of("tar", "-xzf", archive.toString(), "-C", here.toString()));
    Path programs = Files.createDirectories(work.resolve("programs"));
    for (String each : PROGRAMS) {
      Files.createSymbolicLink(programs.resolve(each), find(each));
    }
    String name = String.valueOf(archive.getFileName()).replace(".tar.gz", "");
    Installed installed = new Installed(here.resolve(name), work);
    Path links = Files.createDirectories(work.resolve("links"));
    Files.createSymbolicLink(
        links.resolve("first"), links.relativize(new Layout(installed.prefix).launcher()));
    Files.createSymbolicLink(links.resolve("stopwater"), Path.of("first"));
    return installed;
  }

  private static Path find(String program) throws IOException {
    for (String each : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(each, program))) {
        return Path.of(each, program);
      }
    }
    throw new IOException("there is no " + program + " on the PATH");
  }

  Layout layout() {
    return new Layout(prefix);
  }

  /// @param javaOptions what STOPWATER_JAVA_OPTS says
  ProcessBuilder command(String javaOptions, String... arguments) {
    List<String> command = new ArrayList<>(List.of(work.resolve("links/stopwater").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(work.toFile());
    builder.environment().clear();
    builder.environment().put("PATH", work.resolve("programs").toString());
    builder.environment().put("STOPWATER_JAVA_OPTS", javaOptions);
    return builder;
  }

  Said say(String javaOptions, String... arguments) throws IOException, InterruptedException {
    return said(command(javaOptions, arguments));
  }

  static Said run(Path folder, List<String> command) throws IOException, InterruptedException {
    return said(new ProcessBuilder(command).directory(folder.toFile()));
  }

  static Said said(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new IOException("it did not end: " + builder.command());
    }
    return new Said(process.exitValue(), text);
  }
}

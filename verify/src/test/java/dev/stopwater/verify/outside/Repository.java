package dev.stopwater.verify.outside;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A local Maven repository with our artefacts as they were just built, and nothing else.
record Repository(Path folder, String version) {

  private static final Pattern PARENT = Pattern.compile("(?s)<parent>.*?</parent>");
  private static final Pattern ARTIFACT = Pattern.compile("<artifactId>(.+?)</artifactId>");

  /// Installs every module below `root` that was built.
  static Repository of(Path root, Path folder, String version) throws IOException {
    Repository repository = new Repository(folder, version);
    try (Stream<Path> modules = Files.find(root, 3, (file, any) -> file.endsWith("target"))) {
      for (Path target : modules.toList()) {
        Path pom = target.resolve(".flattened-pom.xml");
        if (Files.exists(pom)) {
          repository.install(Files.readString(pom), target.resolve("classes"));
        }
      }
    }
    return repository;
  }

  private void install(String pom, Path classes) throws IOException {
    Matcher artifact = ARTIFACT.matcher(PARENT.matcher(pom).replaceFirst(""));
    if (!artifact.find()) {
      throw new IOException("a POM without an artifact");
    }
    String name = artifact.group(1);
    Path place = Files.createDirectories(folder.resolve("dev/stopwater/" + name + "/" + version));
    Files.writeString(place.resolve(name + "-" + version + ".pom"), pom);
    if (Files.isDirectory(classes)) {
      pack(classes, place.resolve(name + "-" + version + ".jar"));
    }
  }

  private static void pack(Path classes, Path jar) throws IOException {
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> found = Files.walk(classes)) {
      List<Path> files = found.filter(Files::isRegularFile).toList();
      for (Path file : files) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, entries);
      }
    }
  }
}

package dev.stopwater.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;

/// Under which terms everything in the image may be used: our licence, the list of the libraries
/// with theirs, and every text that a library carries. Those without a text of their own are under
/// the Apache licence, or leave the choice. The Java runtime's are in its folder `legal`.
///
/// @param folder where the texts are written
record Licences(Path folder) {

  private static final String LIST = "THIRD-PARTY.txt";

  void ours(Path licence) throws IOException {
    Files.createDirectories(folder);
    Files.copy(licence, folder.resolve("LICENSE"));
    Resources.copy(LIST, folder.resolve(LIST));
    Resources.copy("CHANGED.txt", folder.resolve("CHANGED.txt"));
  }

  /// The texts in a jar, in a folder of its name.
  void of(Path library) throws IOException {
    try (JarFile jar = new JarFile(library.toFile(), false)) {
      List<? extends ZipEntry> texts = jar.stream().filter(each -> isText(each.getName())).toList();
      Path own = folder.resolve(String.valueOf(library.getFileName()).replaceFirst("\\.jar$", ""));
      for (ZipEntry each : texts) {
        Files.createDirectories(own);
        try (InputStream in = jar.getInputStream(each)) {
          Files.copy(in, own.resolve(each.getName().replaceFirst(".*/", "")));
        }
      }
    }
  }

  private static boolean isText(String name) {
    String file = name.replaceFirst(".*/", "").toUpperCase(Locale.ROOT);
    return name.startsWith("META-INF/")
        && !file.endsWith(".CLASS")
        && (file.contains("LICENSE") || file.contains("NOTICE"));
  }
}

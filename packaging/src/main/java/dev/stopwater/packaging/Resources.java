package dev.stopwater.packaging;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files that are part of the image as they stand.
final class Resources {

  private Resources() {}

  /// @param to whose folder is made
  static void copy(String name, Path to) throws IOException {
    Path folder = to.getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    try (InputStream in = Resources.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException("this build has no " + name);
      }
      Files.copy(in, to);
    }
  }
}

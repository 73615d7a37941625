package dev.stopwater.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.sqlite.util.LibraryLoaderUtil;

/// SQLite's library for this platform, as a file: else every start would write it to a temporary
/// folder, where a read-only system has no room.
final class NativeLibrary {

  private NativeLibrary() {}

  static void extract(Path sqlite, Path to) throws IOException {
    String name = LibraryLoaderUtil.getNativeLibName();
    String entry = LibraryLoaderUtil.getNativeLibResourcePath().substring(1) + "/" + name;
    try (JarFile jar = new JarFile(sqlite.toFile(), false)) {
      ZipEntry found = jar.getEntry(entry);
      if (found == null) {
        throw new IOException("there is no SQLite for this platform: " + entry);
      }
      try (InputStream in = jar.getInputStream(found)) {
        Files.copy(in, to.resolve(name));
      }
    }
  }
}

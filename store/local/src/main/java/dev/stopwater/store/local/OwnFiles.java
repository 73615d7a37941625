package dev.stopwater.store.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files and directories that only their owner may read: a store holds secrets.
final class OwnFiles {

  private OwnFiles() {}

  /// The directory, made if it was not there, with its name on disk.
  static Path madeDirectory(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      Files.createDirectories(directory, onlyOwner(directory, "rwx------"));
      Path parent = directory.toAbsolutePath().getParent();
      if (parent != null) {
        syncNames(parent);
      }
    }
    return directory;
  }

  /// The file, made empty if it was not there, with its name on disk.
  static Path made(Path file) throws IOException {
    if (Files.notExists(file)) {
      try {
        Files.createFile(file, onlyOwner(file, "rw-------"));
      } catch (FileAlreadyExistsException raced) {
        return file;
      }
      Path parent = file.toAbsolutePath().getParent();
      if (parent != null) {
        syncNames(parent);
      }
    }
    return file;
  }

  private static FileAttribute<?>[] onlyOwner(Path path, String permissions) {
    boolean posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    return posix
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private static void syncNames(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}

package dev.stopwater.packaging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;

/// Jars as the image has them: entries in order and of one time, not compressed, and such that the
/// JVM can keep all their classes in its cache. It keeps none out of a signed jar, so signatures
/// are left out, none without stack maps, so they get them, and not what some calls make up, so
/// they are written out. Native libraries are left out: the image has that of its platform as a
/// file.
///
/// @param time of every entry
record Jars(Instant time) {

  private static final String NATIVE = "org/sqlite/native/";

  /// Writes the same jar for the image.
  void copy(Path from, Path to) throws IOException {
    try (JarFile jar = new JarFile(from.toFile(), false);
        OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      put(out, JarFile.MANIFEST_NAME, bytes(withoutDigests(jar.getManifest())));
      StackMaps stackMaps = new StackMaps(jar);
      PlainCalls plainCalls = new PlainCalls(stackMaps.classes());
      for (ZipEntry each : kept(jar)) {
        byte[] bytes = jar.getInputStream(each).readAllBytes();
        boolean code = each.getName().endsWith(".class");
        put(out, each.getName(), code ? plainCalls.in(stackMaps.in(bytes)) : bytes);
      }
    }
  }

  /// A jar that is nothing but the list of the others.
  ///
  /// @param classPath relative to it
  void index(Path to, List<String> classPath, String mainClass) throws IOException {
    Manifest manifest = withoutDigests(null);
    Attributes attributes = manifest.getMainAttributes();
    attributes.put(Attributes.Name.MAIN_CLASS, mainClass);
    attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", classPath));
    attributes.put(new Attributes.Name("Enable-Native-Access"), "ALL-UNNAMED");
    try (OutputStream file = Files.newOutputStream(to);
        ZipOutputStream out = new ZipOutputStream(file)) {
      put(out, JarFile.MANIFEST_NAME, bytes(manifest));
    }
  }

  private static List<? extends ZipEntry> kept(JarFile jar) {
    return jar.stream()
        .filter(each -> !each.isDirectory())
        .filter(each -> !each.getName().equals(JarFile.MANIFEST_NAME))
        .filter(each -> !each.getName().startsWith(NATIVE))
        .filter(each -> !isSignature(each.getName()))
        .sorted(Comparator.comparing(ZipEntry::getName))
        .toList();
  }

  private static boolean isSignature(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return upper.startsWith("META-INF/")
        && upper.lastIndexOf('/') == "META-INF".length()
        && Stream.of(".SF", ".RSA", ".DSA", ".EC").anyMatch(upper::endsWith);
  }

  /// The attributes of the jar without those of its entries, which are their digests.
  private static Manifest withoutDigests(@Nullable Manifest manifest) {
    Manifest plain = new Manifest();
    plain.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (manifest != null) {
      plain.getMainAttributes().putAll(manifest.getMainAttributes());
    }
    return plain;
  }

  private static byte[] bytes(Manifest manifest) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    manifest.write(bytes);
    return bytes.toByteArray();
  }

  private void put(ZipOutputStream out, String name, byte[] bytes) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(bytes);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
    entry.setSize(bytes.length);
    entry.setCrc(sum.getValue());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }
}

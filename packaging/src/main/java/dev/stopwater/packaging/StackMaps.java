package dev.stopwater.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.ByteBuffer;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/// Writes classes of before Java 6 anew, with the stack maps that they lack: the JVM keeps none
/// without them in its cache.
final class StackMaps {

  private static final int NEW = ClassFile.JAVA_8_VERSION;
  private static final int MAJOR_AT = 6;

  private final ClassFile classes;

  /// @param jar where classes are looked up that they extend; the JDK's own are known
  StackMaps(JarFile jar) {
    this.classes =
        ClassFile.of(
            ClassFile.StackMapsOption.GENERATE_STACK_MAPS,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(each -> open(jar, each.descriptorString()))
                    .orElse(ClassHierarchyResolver.defaultResolver())
                    .cached()));
  }

  /// What reads and writes classes of that jar.
  ClassFile classes() {
    return classes;
  }

  /// @return the same bytes, if they need none
  byte[] in(byte[] bytes) {
    if (ByteBuffer.wrap(bytes).getShort(MAJOR_AT) >= ClassFile.JAVA_6_VERSION) {
      return bytes;
    }
    return classes.transformClass(
        classes.parse(bytes),
        ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
            .andThen(ClassTransform.endHandler(made -> made.withVersion(NEW, 0))));
  }

  private static @Nullable InputStream open(JarFile jar, String descriptor) {
    ZipEntry found = jar.getEntry(descriptor.substring(1, descriptor.length() - 1) + ".class");
    try {
      return found == null ? null : jar.getInputStream(found);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.stopwater.resources.importer;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/// Takes the descriptors of protobuf files out of generated Java classes, which carry them. The
/// classes and the library that they need are on a class path of their own, never on ours.
public final class Descriptors {

  private Descriptors() {}

  /// @param jars the jar of generated classes, then those that it needs
  /// @return a `FileDescriptorProto` for each class, in the order of their names
  /// @throws IllegalArgumentException for jars whose classes cannot be asked
  public static List<byte[]> of(List<Path> jars) throws IOException {
    List<byte[]> files = new ArrayList<>();
    try (JarFile jar = new JarFile(jars.getFirst().toFile());
        URLClassLoader loader =
            new URLClassLoader(
                jars.stream().map(Descriptors::url).toArray(URL[]::new),
                ClassLoader.getPlatformClassLoader())) {
      for (String name : classes(jar)) {
        files.add(descriptor(loader.loadClass(name)));
      }
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalArgumentException("cannot read descriptors from " + jars, e);
    }
    return files;
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static List<String> classes(JarFile jar) {
    return jar.stream()
        .map(JarEntry::getName)
        .filter(name -> name.endsWith(".class") && name.indexOf('$') < 0)
        .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
        .sorted()
        .toList();
  }

  private static byte[] descriptor(Class<?> outer) throws ReflectiveOperationException {
    Object file = call(null, outer.getMethod("getDescriptor"));
    Object message = call(file, file.getClass().getMethod("toProto"));
    return (byte[]) call(message, message.getClass().getMethod("toByteArray"));
  }

  private static Object call(@Nullable Object on, Method method)
      throws ReflectiveOperationException {
    Object result = method.invoke(on);
    if (result == null) {
      throw new NoSuchMethodException(method + " gave nothing");
    }
    return result;
  }
}

package dev.stopwater.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What is written out answers as what the JVM makes up.
@NoLeaks
class PlainCallsTest {

  private static final List<Class<?>> BOTH =
      List.of(PlainSubject.class, PlainSubject.Every.class, PlainSubject.Empty.class);

  /// The classes of before, under their own names, as the image has them.
  private static final class Rewritten extends ClassLoader {

    Rewritten() {
      super(PlainCallsTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      for (Class<?> each : BOTH) {
        if (each.getName().equals(name)) {
          Class<?> loaded = findLoadedClass(name);
          return loaded == null ? define(each) : loaded;
        }
      }
      return super.loadClass(name, resolve);
    }

    private Class<?> define(Class<?> each) throws ClassNotFoundException {
      try {
        byte[] bytes = rewritten(each);
        return defineClass(each.getName(), bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(each.getName(), e);
      }
    }
  }

  private static byte[] rewritten(Class<?> each) throws IOException {
    return new PlainCalls(ClassFile.of()).in(bytes(each));
  }

  private static byte[] bytes(Class<?> each) throws IOException {
    String file = "/" + each.getName().replace('.', '/') + ".class";
    try (InputStream in = Objects.requireNonNull(each.getResourceAsStream(file))) {
      return in.readAllBytes();
    }
  }

  @Test
  void recordsAndSwitchesAnswerAsBefore() throws Exception {
    assertThat(PlainSubject.answers()).hasSizeGreaterThan(100);
    assertThat(answers(new Rewritten())).isEqualTo(PlainSubject.answers());
  }

  private static Object answers(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> subject = loader.loadClass(PlainSubject.class.getName());
    assertThat(subject).isNotSameAs(PlainSubject.class);
    return Objects.requireNonNull(subject.getMethod("answers").invoke(null));
  }

  @Test
  void nothingOfItIsLeftToTheJvmButToStringAndConstants() throws IOException {
    assertThat(dynamic(bytes(PlainSubject.Every.class)))
        .containsOnly("equals", "hashCode", "toString");
    assertThat(dynamic(rewritten(PlainSubject.Every.class))).containsOnly("toString");
    assertThat(calls(bytes(PlainSubject.class), "typeSwitch")).isGreaterThan(3);
    assertThat(calls(rewritten(PlainSubject.class), "typeSwitch")).isEqualTo(1);
  }

  @Test
  void aClassWithoutThemStaysAsItIs() throws IOException {
    byte[] plain = bytes(NoLeaks.class);
    assertThat(new PlainCalls(ClassFile.of()).in(plain)).isSameAs(plain);
  }

  private static Set<String> dynamic(byte[] bytes) {
    return instructions(bytes).stream()
        .map(call -> call.name().stringValue())
        .collect(Collectors.toSet());
  }

  private static long calls(byte[] bytes, String name) {
    return instructions(bytes).stream()
        .filter(call -> call.name().stringValue().equals(name))
        .count();
  }

  private static List<InvokeDynamicInstruction> instructions(byte[] bytes) {
    ClassModel model = ClassFile.of().parse(bytes);
    return model.methods().stream()
        .map(MethodModel::code)
        .flatMap(code -> code.stream().flatMap(each -> each.elementStream()))
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .toList();
  }
}

package dev.stopwater.packaging;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.reflect.AccessFlag;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes out as methods what a class would have the JVM make up when it first comes by: a record's
/// `equals` and `hashCode`, and which case of a switch over types is meant. The cache of JDK 25
/// keeps lambdas and concatenations but not these, and each costs a start some milliseconds.
final class PlainCalls {

  private static final int HIDDEN =
      ClassFile.ACC_PRIVATE | ClassFile.ACC_STATIC | ClassFile.ACC_SYNTHETIC;

  private final ClassFile classes;

  /// @param classes knows the classes that the code names
  PlainCalls(ClassFile classes) {
    this.classes = classes;
  }

  /// @return the same bytes, if there is nothing of that in them
  byte[] in(byte[] bytes) {
    ClassModel model = classes.parse(bytes);
    Map<PlainCall, String> made = new LinkedHashMap<>();
    byte[] written =
        classes.transformClass(
            model,
            ClassTransform.transformingMethodBodies(replacing(model, made))
                .andThen(ClassTransform.endHandler(to -> write(to, made))));
    return made.isEmpty() ? bytes : written;
  }

  /// The library may run through one method more than once, so that a call keeps its name.
  private static CodeTransform replacing(ClassModel model, Map<PlainCall, String> made) {
    ClassDesc self = model.thisClass().asSymbol();
    boolean ofInterface = model.flags().has(AccessFlag.INTERFACE);
    return (code, element) -> {
      PlainCall call = plain(element);
      if (call == null) {
        code.with(element);
      } else {
        String name = made.computeIfAbsent(call, each -> "plain$" + each.name() + made.size());
        code.invokestatic(self, name, call.type(), ofInterface);
      }
    };
  }

  private static @Nullable PlainCall plain(CodeElement element) {
    return element instanceof InvokeDynamicInstruction dynamic ? PlainCall.of(dynamic) : null;
  }

  private static void write(ClassBuilder to, Map<PlainCall, String> made) {
    made.forEach((call, name) -> to.withMethodBody(name, call.type(), HIDDEN, call::body));
  }
}

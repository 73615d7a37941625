package dev.stopwater.packaging;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_boolean;
import static java.lang.constant.ConstantDescs.CD_int;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDesc;
import java.lang.constant.DirectMethodHandleDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One dynamic call, and the body of a method that answers the same: as `ObjectMethods` and
/// `SwitchBootstraps` of the JDK specify.
///
/// @param owner of the method that would link it
/// @param arguments of that method
record PlainCall(String owner, String name, MethodTypeDesc type, List<ConstantDesc> arguments) {

  private static final String SWITCHES = "Ljava/lang/runtime/SwitchBootstraps;";
  private static final String RECORDS = "Ljava/lang/runtime/ObjectMethods;";
  private static final ClassDesc OBJECTS = ClassDesc.of("java.util.Objects");
  private static final int NAMES_AND_CLASS = 2; // before the fields
  private static final int FACTOR = 31;

  /// @return null for a call that stays as it is
  static @Nullable PlainCall of(InvokeDynamicInstruction call) {
    PlainCall read =
        new PlainCall(
            call.bootstrapMethod().owner().descriptorString(),
            call.name().stringValue(),
            call.typeSymbol(),
            call.bootstrapArgs());
    return read.isPlain() ? read : null;
  }

  /// Switches over types alone: those over constants and enums are few, and more to write.
  private boolean isPlain() {
    return switch (owner) {
      case SWITCHES ->
          name.equals("typeSwitch")
              && !type.parameterType(0).isPrimitive()
              && arguments.stream().allMatch(PlainCall::isReference);
      case RECORDS -> name.equals("equals") || name.equals("hashCode");
      default -> false;
    };
  }

  private static boolean isReference(ConstantDesc label) {
    return label instanceof ClassDesc named && !named.isPrimitive();
  }

  void body(CodeBuilder code) {
    switch (name) {
      case "typeSwitch" -> typeSwitch(code);
      case "equals" -> equality(code);
      default -> hash(code);
    }
  }

  /// The first label, from the second argument on, of which the first is an instance.
  private void typeSwitch(CodeBuilder code) {
    Label something = code.newLabel();
    code.aload(0).ifnonnull(something).iconst_m1().ireturn().labelBinding(something);
    for (int label = 0; label < arguments.size(); label++) {
      Label next = code.newLabel();
      code.iload(1).loadConstant(label).if_icmpgt(next);
      code.aload(0).instanceOf((ClassDesc) arguments.get(label)).ifeq(next);
      code.loadConstant(label).ireturn().labelBinding(next);
    }
    code.loadConstant(arguments.size()).ireturn();
  }

  private void hash(CodeBuilder code) {
    code.iconst_0();
    for (Field field : fields()) {
      code.loadConstant(FACTOR).imul();
      field.load(code, 0);
      code.invokestatic(
          field.holder(), "hashCode", MethodTypeDesc.of(CD_int, field.widest()), false);
      code.iadd();
    }
    code.ireturn();
  }

  private void equality(CodeBuilder code) {
    ClassDesc self = type.parameterType(0);
    Label same = code.newLabel();
    Label other = code.newLabel();
    code.aload(0).aload(1).if_acmpeq(same);
    code.aload(1).instanceOf(self).ifeq(other);
    code.aload(1).checkcast(self).astore(2);
    for (Field field : fields()) {
      field.load(code, 0);
      field.load(code, 2);
      field.compare(code, other);
    }
    code.labelBinding(same).iconst_1().ireturn();
    code.labelBinding(other).iconst_0().ireturn();
  }

  private List<Field> fields() {
    return arguments.stream()
        .skip(NAMES_AND_CLASS)
        .map(each -> new Field((DirectMethodHandleDesc) each))
        .toList();
  }

  /// A record's component, by the handle that reads it.
  private record Field(DirectMethodHandleDesc getter) {

    private ClassDesc type() {
      return getter.invocationType().returnType();
    }

    void load(CodeBuilder code, int slot) {
      code.aload(slot).getfield(getter.owner(), getter.methodName(), type());
    }

    /// As whose methods take it.
    ClassDesc widest() {
      return type().isPrimitive() ? type() : CD_Object;
    }

    /// Whose static methods hash and compare it.
    ClassDesc holder() {
      return switch (TypeKind.from(type())) {
        case BOOLEAN -> ClassDesc.of("java.lang.Boolean");
        case BYTE -> ClassDesc.of("java.lang.Byte");
        case CHAR -> ClassDesc.of("java.lang.Character");
        case SHORT -> ClassDesc.of("java.lang.Short");
        case INT -> ClassDesc.of("java.lang.Integer");
        case LONG -> ClassDesc.of("java.lang.Long");
        case FLOAT -> ClassDesc.of("java.lang.Float");
        case DOUBLE -> ClassDesc.of("java.lang.Double");
        default -> OBJECTS;
      };
    }

    /// Two of them on the stack: goes to `other` if they differ.
    void compare(CodeBuilder code, Label other) {
      ClassDesc widest = widest();
      if (type().isPrimitive()) {
        code.invokestatic(holder(), "compare", MethodTypeDesc.of(CD_int, widest, widest), false);
        code.ifne(other);
      } else {
        code.invokestatic(OBJECTS, "equals", MethodTypeDesc.of(CD_boolean, widest, widest), false);
        code.ifeq(other);
      }
    }
  }
}

package dev.stopwater.profiles;

/// How the frames of Java stacks are named in profiles.
final class Frames {

  private Frames() {}

  static String name(StackTraceElement frame) {
    return frame.getMethodName().isEmpty()
        ? frame.getClassName()
        : frame.getClassName() + "." + frame.getMethodName();
  }

  /// With its package as folder, as sources are laid out; empty if it is not known.
  static String file(StackTraceElement frame) {
    String file = frame.getFileName();
    if (file == null) {
      return "";
    }
    int dot = frame.getClassName().lastIndexOf('.');
    return dot < 0 ? file : frame.getClassName().substring(0, dot + 1).replace('.', '/') + file;
  }

  /// A frame for what has no stack.
  static StackTraceElement named(String name) {
    return new StackTraceElement(name, "", null, -1);
  }

  /// A class as people write it: `[B` is `byte[]`.
  static String type(String name) {
    int dimensions = name.lastIndexOf('[') + 1;
    if (dimensions == 0) {
      return name;
    }
    String element = name.substring(dimensions);
    String plain =
        switch (element.charAt(0)) {
          case 'B' -> "byte";
          case 'C' -> "char";
          case 'D' -> "double";
          case 'F' -> "float";
          case 'I' -> "int";
          case 'J' -> "long";
          case 'S' -> "short";
          case 'Z' -> "boolean";
          default -> element.substring(1).replace(";", "");
        };
    return plain + "[]".repeat(dimensions);
  }
}

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
}

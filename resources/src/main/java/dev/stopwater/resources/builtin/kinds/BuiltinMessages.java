package dev.stopwater.resources.builtin.kinds;

import dev.stopwater.machinery.codec.protobuf.MessageTable;
import dev.stopwater.machinery.schema.Schema;

/// The protobuf messages of the built-in kinds.
public final class BuiltinMessages {

  private static final String DATA = "messages-1.36.txt";

  private BuiltinMessages() {}

  /// Read once for the process, when first asked for.
  public static MessageTable table() {
    return Read.TABLE;
  }

  /// The name of the message that carries a type: `k8s.io.api.core.v1.Pod` for
  /// `io.k8s.api.core.v1.Pod`. The table need not have it.
  public static String nameOf(Schema type) {
    String name = type.name();
    return (name.startsWith("io.k8s.") ? "k8s.io." + name.substring("io.k8s.".length()) : name)
        .replace('-', '_');
  }

  private static final class Read {
    static final MessageTable TABLE = MessageTable.parse(BuiltinKinds.text(DATA));
  }
}

package dev.stopwater.resources.importer;

import dev.stopwater.machinery.codec.protobuf.MessageTable;
import dev.stopwater.machinery.codec.protobuf.Protobuf;
import dev.stopwater.machinery.value.MapValue;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Writes the table of protobuf messages from descriptors of their files: of the wanted messages
/// and those that they lead to. The same descriptors always give the same text.
public final class MessagesImport {

  /// What a descriptor says, as far as we read it: it is a protobuf message itself.
  private static final MessageTable DESCRIPTOR =
      MessageTable.parse(
          """
          message descriptor.File
          2 package string
          4 messages [].Message
          message descriptor.Message
          1 name string
          2 fields [].Field
          3 nested [].Message
          7 options .Options
          message descriptor.Options
          7 mapEntry bool
          message descriptor.Field
          1 name string
          3 number int32
          4 label int32
          5 type int32
          6 typeName string
          """);

  private static final int MESSAGE = 11;
  private static final Map<Long, String> SCALARS =
      Map.of(1L, "double", 3L, "int64", 5L, "int32", 8L, "bool", 9L, "string", 12L, "bytes");
  private static final long REPEATED = 3;

  /// The group version whose messages the descriptors of the clients lack.
  private static final String ADDED =
      """
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIService
       1 metadata k8s.io.apimachinery.pkg.apis.meta.v1.ObjectMeta
       2 spec .APIServiceSpec
       3 status .APIServiceStatus
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceCondition
       1 type string
       2 status string
       3 lastTransitionTime k8s.io.apimachinery.pkg.apis.meta.v1.Time
       4 reason string
       5 message string
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceList
       1 metadata k8s.io.apimachinery.pkg.apis.meta.v1.ListMeta
       2 items [].APIService
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceSpec
       1 service .ServiceReference
       2 group string
       3 version string
       4 insecureSkipTLSVerify bool
       5 caBundle bytes
       7 groupPriorityMinimum int32
       8 versionPriority int32
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.APIServiceStatus
       1 conditions [].APIServiceCondition
      message k8s.io.kube_aggregator.pkg.apis.apiregistration.v1.ServiceReference
       1 namespace string
       2 name string
       3 port int32
      """;

  private final Map<String, MapValue> messages = new TreeMap<>();

  private MessagesImport() {}

  /// @param files the descriptors, each a `FileDescriptorProto`
  /// @param wanted the names of messages; those that no file has are left out
  public static String write(Collection<byte[]> files, Collection<String> wanted) {
    MessagesImport all = new MessagesImport();
    for (byte[] file : files) {
      MapValue descriptor = (MapValue) Protobuf.read(DESCRIPTOR, "descriptor.File", file);
      all.index(descriptor.text("package", ""), descriptor);
    }
    StringBuilder out = new StringBuilder();
    for (String name : all.reachable(wanted)) {
      all.message(name, out);
    }
    return out.append(ADDED).toString();
  }

  private void index(String home, MapValue holder) {
    for (MapValue message : holder.listOrEmpty("messages").maps()) {
      add(home, message);
    }
  }

  private void add(String home, MapValue message) {
    String name = home + "." + message.text("name", "");
    messages.put(name, message);
    message.listOrEmpty("nested").maps().forEach(nested -> add(name, nested));
  }

  private Collection<String> reachable(Collection<String> wanted) {
    TreeSet<String> found = new TreeSet<>();
    TreeSet<String> seen = new TreeSet<>();
    Deque<String> todo = new ArrayDeque<>(wanted);
    while (!todo.isEmpty()) {
      String name = todo.pop();
      MapValue message = messages.get(name);
      if (message == null || !seen.add(name)) {
        continue;
      }
      if (!message.mapOrEmpty("options").flag("mapEntry")) {
        found.add(name);
      }
      for (MapValue field : message.listOrEmpty("fields").maps()) {
        if (field.integer("type", 0) == MESSAGE) {
          todo.push(typeName(field));
        }
      }
    }
    return found;
  }

  private void message(String name, StringBuilder out) {
    String form = MessageNames.form(name);
    out.append("message ").append(name).append(form == null ? "" : " as " + form).append('\n');
    String home = name.substring(0, name.lastIndexOf('.'));
    Map<Long, String> lines = new LinkedHashMap<>();
    for (MapValue field : messageFields(name)) {
      String written = field.text("name", "");
      String type = type(field);
      boolean inline = type.indexOf('.') >= 0 && MessageNames.isInline(written);
      lines.put(
          field.integer("number", 0),
          MessageNames.json(home, name, written) + " " + (inline ? "+" : "") + near(type, home));
    }
    lines.forEach(
        (number, line) -> out.append(' ').append(number).append(' ').append(line).append('\n'));
  }

  private List<MapValue> messageFields(String name) {
    return messages.getOrDefault(name, new MapValue()).listOrEmpty("fields").maps();
  }

  private String type(MapValue field) {
    boolean repeated = field.integer("label", 0) == REPEATED;
    @Nullable MapValue entry = messages.get(typeName(field));
    if (entry != null && entry.mapOrEmpty("options").flag("mapEntry")) {
      return "{}" + single(entry.listOrEmpty("fields").mapAt(1));
    }
    return (repeated ? "[]" : "") + single(field);
  }

  private static String single(MapValue field) {
    long type = field.integer("type", 0);
    if (type == MESSAGE) {
      return typeName(field);
    }
    String scalar = SCALARS.get(type);
    if (scalar == null) {
      throw new IllegalArgumentException("a field of type " + type + ": " + field);
    }
    return scalar;
  }

  private static String typeName(MapValue field) {
    String name = field.text("typeName", "");
    return name.startsWith(".") ? name.substring(1) : name;
  }

  /// A name in the package of the message is written by its last part.
  private static String near(String type, String home) {
    int last = type.lastIndexOf('.');
    String prefix = type.startsWith("[]") || type.startsWith("{}") ? type.substring(0, 2) : "";
    return last >= 0 && type.substring(prefix.length(), last).equals(home)
        ? prefix + type.substring(last)
        : type;
  }
}

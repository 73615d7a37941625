package dev.stopwater.machinery.codec.protobuf;

import dev.stopwater.machinery.codec.protobuf.Message.Field;
import dev.stopwater.machinery.codec.protobuf.Message.Form;
import dev.stopwater.machinery.codec.protobuf.Message.Kind;
import dev.stopwater.machinery.codec.protobuf.Message.Place;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Messages by name, read from a text. Immutable, and safe for all threads.
///
/// ```
/// table   = { message { field } }
/// message = "message" name [ "as" form ]
/// field   = number json-name type                 one to a line, as are messages
/// type    = [ "[]" | "{}" | "+" ] ( scalar | name )
/// ```
///
/// `[]` is a list, `{}` a map with text keys, `+` a message whose fields stand among those around
/// it. A scalar is one of `string bool int32 int64 double bytes`; a name that begins with a dot is
/// in the package of the message. Lines that begin with `#` are for people.
public final class MessageTable {

  private final Map<String, Message> messages = new HashMap<>();

  private MessageTable() {}

  /// @throws IllegalArgumentException for a text that is no table
  public static MessageTable parse(String text) {
    MessageTable table = new MessageTable();
    text.lines().filter(line -> line.startsWith("message ")).forEach(table::declare);
    Message[] current = new Message[1];
    String[] home = {""};
    text.lines()
        .filter(line -> !line.isBlank() && !line.startsWith("#"))
        .map(line -> line.strip().split(" "))
        .forEach(words -> {
          if (words[0].equals("message")) {
            current[0] = table.message(words[1]);
            home[0] = words[1].substring(0, words[1].lastIndexOf('.') + 1);
          } else {
            current[0].fields().put(Integer.valueOf(words[0]), table.field(words, home[0]));
          }
        });
    return table;
  }

  private void declare(String line) {
    String[] words = line.split(" ");
    Form form = words.length > 3 ? Form.of(words[3]) : Form.OBJECT;
    messages.put(words[1], new Message(words[1], form));
  }

  private Field field(String[] words, String home) {
    String type = words[2];
    Place place =
        type.startsWith("[]")
            ? Place.LIST
            : type.startsWith("{}")
                ? Place.MAP
                : type.startsWith("+") ? Place.INLINE : Place.SINGLE;
    String single =
        switch (place) {
          case LIST, MAP -> type.substring(2);
          case INLINE -> type.substring(1);
          case SINGLE -> type;
        };
    if (single.indexOf('.') < 0) {
      return new Field(words[1], place, Kind.valueOf(single.toUpperCase(Locale.ROOT)), null);
    }
    String name = single.startsWith(".") ? home + single.substring(1) : single;
    return new Field(words[1], place, Kind.MESSAGE, message(name));
  }

  /// Whether a message is known.
  public boolean has(String name) {
    return messages.containsKey(name);
  }

  /// The JSON names of a message's fields, those of inlined messages among them; for messages that
  /// JSON does not write as objects, none.
  public Set<String> jsonNames(String name) {
    Set<String> names = new LinkedHashSet<>();
    collect(message(name), names);
    return names;
  }

  private static void collect(Message message, Set<String> names) {
    if (message.form() != Form.OBJECT) {
      return;
    }
    for (Field field : message.fields().values()) {
      if (field.place() == Place.INLINE && field.message() != null) {
        collect(field.message(), names);
      } else {
        names.add(field.name());
      }
    }
  }

  Message message(String name) {
    Message message = find(name);
    if (message == null) {
      throw new IllegalArgumentException("no message " + name);
    }
    return message;
  }

  private @Nullable Message find(String name) {
    return messages.get(name);
  }
}

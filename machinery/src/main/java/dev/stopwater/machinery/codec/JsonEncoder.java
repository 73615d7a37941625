package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Writes one value, with a stack of its own.
final class JsonEncoder {

  private static final List<String> HEAD = List.of("kind", "apiVersion", "metadata");

  /// A container of which some was written.
  private static final class Open {
    final @Nullable MapValue map;
    final Iterator<String> keys;
    final Iterator<Value> items;
    boolean begun;

    Open(MapValue map, List<String> keys) {
      this.map = map;
      this.keys = keys.iterator();
      this.items = List.<Value>of().iterator();
    }

    Open(ListValue list) {
      this.map = null;
      this.keys = List.<String>of().iterator();
      this.items = list.iterator();
    }
  }

  private final JsonBytes out = new JsonBytes();
  private final boolean pretty;
  private final boolean inOwnOrder;
  private int blanksLeft =
      64 << 20; // deep documents would else grow with the square of their depth
  private final ArrayList<Open> stack = new ArrayList<>();

  JsonEncoder(boolean pretty) {
    this(pretty, false);
  }

  /// @param inOwnOrder whether maps keep the order of their keys
  JsonEncoder(boolean pretty, boolean inOwnOrder) {
    this.pretty = pretty;
    this.inOwnOrder = inOwnOrder;
  }

  byte[] line(Value value) {
    write(value);
    return out.ascii('\n').toByteArray();
  }

  byte[] bare(Value value) {
    write(value);
    return out.toByteArray();
  }

  private void write(Value root) {
    begin(root);
    while (!stack.isEmpty()) {
      Open open = stack.getLast();
      if (open.map != null && open.keys.hasNext()) {
        String key = open.keys.next();
        separate(open);
        out.string(key).ascii(':');
        if (pretty) {
          out.ascii(' ');
        }
        begin(Objects.requireNonNull(open.map.find(key)));
      } else if (open.items.hasNext()) {
        separate(open);
        begin(open.items.next());
      } else {
        end(open);
      }
    }
  }

  private void separate(Open open) {
    if (open.begun) {
      out.ascii(',');
    }
    open.begun = true;
    newLine(stack.size());
  }

  private void end(Open open) {
    stack.removeLast();
    if (open.begun) {
      newLine(stack.size());
    }
    out.ascii(open.map != null ? '}' : ']');
  }

  private void newLine(int indent) {
    if (pretty) {
      out.ascii('\n');
      for (int i = 0; i < indent && blanksLeft > 0; i++, blanksLeft -= 2) {
        out.ascii(' ').ascii(' ');
      }
    }
  }

  private void begin(Value value) {
    switch (value) {
      case MapValue map -> {
        out.ascii('{');
        stack.add(new Open(map, order(map)));
      }
      case ListValue list -> {
        out.ascii('[');
        stack.add(new Open(list));
      }
      case Text text -> out.string(text.value());
      case Int number -> out.ascii(Long.toString(number.value()));
      case Real number -> out.ascii(GoNumber.json(number.value()));
      case Bool flag -> out.ascii(flag.value() ? "true" : "false");
      case Null none -> out.ascii("null");
    }
  }

  private List<String> order(MapValue map) {
    if (inOwnOrder) {
      return List.copyOf(map.keys());
    }
    return stack.isEmpty() ? headFirst(map) : sorted(map);
  }

  private static List<String> sorted(MapValue map) {
    String[] keys = map.keys().toArray(String[]::new);
    Arrays.sort(keys, Utf8::compare);
    return Arrays.asList(keys);
  }

  private static List<String> headFirst(MapValue map) {
    List<String> keys = new ArrayList<>(map.size());
    HEAD.stream().filter(map::has).forEach(keys::add);
    sorted(map).stream().filter(key -> !HEAD.contains(key)).forEach(keys::add);
    return keys;
  }
}

package dev.stopwater.machinery.codec.protobuf;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.protobuf.Message.Field;
import dev.stopwater.machinery.codec.protobuf.Message.Form;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.MapValue;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Walks one message and what is in it. Each byte is looked at once for each level around it, and
/// the levels are bounded, so that no message takes long or exhausts the stack.
final class MessageReader {

  /// More than any real object has, and what the stack of any thread bears.
  private static final int MAX_DEPTH = 500;

  private int depth;

  /// @throws DecodeException in the words of upstream's readers
  Value read(Message message, byte[] bytes) {
    return read(message, new WireReader(bytes, 0, bytes.length), null);
  }

  /// @param before what an earlier occurrence of the same field gave: the later one adds to it
  private Value read(Message message, WireReader in, @Nullable Value before) {
    if (++depth > MAX_DEPTH) {
      throw WireReader.fault("proto: exceeded the maximum depth of " + MAX_DEPTH);
    }
    boolean object = message.form() == Form.OBJECT;
    MapValue fields = object && before instanceof MapValue map ? map : new MapValue();
    readInto(fields, message, in);
    depth--;
    return object ? fields : Forms.json(message.form(), fields);
  }

  private void readInto(MapValue fields, Message message, WireReader in) {
    while (in.hasMore()) {
      long tag = in.varint();
      int number = (int) (tag >>> 3);
      int wireType = (int) (tag & 7);
      if (wireType == WireReader.END_GROUP) {
        throw WireReader.fault(
            "proto: " + message.shortName() + ": wiretype end group for non-group");
      }
      if (number <= 0) {
        throw WireReader.fault(
            "proto: "
                + message.shortName()
                + ": illegal tag "
                + number
                + " (wire type "
                + wireType
                + ")");
      }
      Field field = message.field(number);
      if (field == null) {
        in.skip(wireType);
      } else {
        field(fields, field, wireType, in);
      }
    }
  }

  private void field(MapValue fields, Field field, int wireType, WireReader in) {
    int expected = wireType(field);
    boolean packed =
        field.place() == Message.Place.LIST
            && expected != WireReader.BYTES
            && wireType == WireReader.BYTES;
    if (wireType != expected && !packed) {
      throw WireReader.fault("proto: wrong wireType = " + wireType + " for field " + goName(field));
    }
    switch (field.place()) {
      case SINGLE -> fields.put(field.name(), value(field, in, fields.find(field.name())));
      case LIST -> items(list(fields, field.name()), field, packed ? in.part() : in, packed);
      case MAP -> entry(fields.mapOrPut(field.name()), field, in.part());
      case INLINE -> inline(fields, field, in.part());
    }
  }

  /// Numbers may come one by one or all in one part.
  private void items(ListValue list, Field field, WireReader in, boolean packed) {
    if (!packed) {
      list.add(value(field, in, null));
      return;
    }
    while (in.hasMore()) {
      list.add(value(field, in, null));
    }
  }

  private static int wireType(Field field) {
    if (field.place() == Message.Place.MAP) {
      return WireReader.BYTES;
    }
    return switch (field.kind()) {
      case BOOL, INT32, INT64 -> WireReader.VARINT;
      case DOUBLE -> WireReader.FIXED64;
      case STRING, BYTES, MESSAGE -> WireReader.BYTES;
    };
  }

  /// Go's name of a field: the one field that is named by its type is the metadata.
  private static String goName(Field field) {
    String name = field.name();
    return name.equals("metadata")
        ? "ObjectMeta"
        : Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static ListValue list(MapValue fields, String name) {
    ListValue list = fields.list(name);
    if (list == null) {
      list = new ListValue();
      fields.put(name, list);
    }
    return list;
  }

  private Value value(Field field, WireReader in, @Nullable Value before) {
    return switch (field.kind()) {
      case STRING -> new Text(in.part().restAsText());
      case BOOL -> new Bool(in.varint() != 0);
      case INT32 -> new Int((int) in.varint());
      case INT64 -> new Int(in.varint());
      case DOUBLE -> new Real(Double.longBitsToDouble(in.fixed64()));
      case BYTES -> new Text(Base64.getEncoder().encodeToString(in.part().rest()));
      case MESSAGE -> read(Objects.requireNonNull(field.message()), in.part(), before);
    };
  }

  /// An entry is a message of a key and a value; either may be missing, and is empty then.
  private void entry(MapValue map, Field field, WireReader in) {
    String key = "";
    Value value = null;
    while (in.hasMore()) {
      long tag = in.varint();
      switch ((int) (tag >>> 3)) {
        case 1 -> key = in.part().restAsText();
        case 2 -> value = value(field, in, null);
        default -> in.skip((int) (tag & 7));
      }
    }
    map.put(key, value == null ? absent(field) : value);
  }

  private Value absent(Field field) {
    return switch (field.kind()) {
      case STRING, BYTES -> new Text("");
      case BOOL -> new Bool(false);
      case INT32, INT64 -> new Int(0);
      case DOUBLE -> new Real(0);
      case MESSAGE -> read(Objects.requireNonNull(field.message()), new byte[0]);
    };
  }

  /// The fields of an inlined message become those of the one around it.
  private void inline(MapValue fields, Field field, WireReader in) {
    Message message = Objects.requireNonNull(field.message());
    if (++depth > MAX_DEPTH) {
      throw WireReader.fault("proto: exceeded the maximum depth of " + MAX_DEPTH);
    }
    readInto(fields, message, in);
    depth--;
  }
}

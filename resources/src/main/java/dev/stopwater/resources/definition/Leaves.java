package dev.stopwater.resources.definition;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.GoNumber;
import dev.stopwater.machinery.codec.GoTime;
import dev.stopwater.machinery.quantity.Quantity;
import dev.stopwater.machinery.quantity.QuantityException;
import dev.stopwater.machinery.schema.Type.Scalar;
import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.ListValue;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.time.Instant;
import java.util.Base64;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Scalars in their canonical form.
final class Leaves {

  /// A leaf that parses itself was given another kind of JSON than `goType`.
  static final class WrongKindException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String goType;

    WrongKindException(String goType) {
      super(null, null, false, false);
      this.goType = goType;
    }

    String goType() {
      return goType;
    }
  }

  /// A leaf is wrong, but Go reads on before it says so.
  static final class LateException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final String text;

    LateException(String text) {
      super(text, null, false, false);
      this.text = text;
    }

    String text() {
      return text;
    }
  }

  private Leaves() {}

  /// The leaf, or null where the value is of another kind.
  ///
  /// @throws WrongKindException where that ends the decoding
  /// @throws DecodeException where a quantity or a time is none
  /// @throws LateException where bytes are no base64
  static @Nullable Value read(Scalar type, Value value) {
    return switch (type) {
      case STRING -> value instanceof Text ? value : null;
      case BOOL -> value instanceof Bool ? value : null;
      case INT32 -> value instanceof Int(long number) && number == (int) number ? value : null;
      case INT64 -> value instanceof Int ? value : null;
      case DOUBLE -> value instanceof Int || value instanceof Real ? value : null;
      case BYTES -> bytes(value);
      case TIME -> time(GoTime.parse(text(value)), GoTime::format);
      case MICRO_TIME -> time(GoTime.parseMicro(text(value)), GoTime::formatMicro);
      case QUANTITY -> new Text(quantity(value));
      case INT_OR_STRING -> intOrString(value);
      case RAW -> value.copy();
    };
  }

  private static String text(Value value) {
    if (value instanceof Text(String text)) {
      return text;
    }
    throw new WrongKindException("string");
  }

  private static Value time(Instant time, Function<Instant, String> format) {
    return time.equals(GoTime.ZERO) ? Null.NULL : new Text(format.apply(time));
  }

  private static String quantity(Value value) {
    String text =
        switch (value) {
          case Text(String written) -> written;
          case Int(long number) -> Long.toString(number);
          case Real real -> real.literal().isEmpty() ? GoNumber.json(real.value()) : real.literal();
          default -> "";
        };
    try {
      return Quantity.parse(text).toString();
    } catch (QuantityException faulty) {
      throw new DecodeException(faulty.message(), 0);
    }
  }

  private static Value intOrString(Value value) {
    if (value instanceof Text || (value instanceof Int(long number) && number == (int) number)) {
      return value;
    }
    throw new WrongKindException("int32");
  }

  private static @Nullable Value bytes(Value value) {
    if (value instanceof Text(String text)) {
      return new Text(Base64.getEncoder().encodeToString(GoBase64.decode(text)));
    }
    return value instanceof ListValue list ? bytesOf(list) : null;
  }

  /// Go also takes a list of numbers for bytes.
  private static @Nullable Value bytesOf(ListValue list) {
    byte[] bytes = new byte[list.size()];
    for (int i = 0; i < bytes.length; i++) {
      if (!(list.at(i) instanceof Int(long number)) || number < 0 || number > 255) {
        return null;
      }
      bytes[i] = (byte) number;
    }
    return new Text(Base64.getEncoder().encodeToString(bytes));
  }
}

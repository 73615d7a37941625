package dev.stopwater.machinery.codec;

import dev.stopwater.machinery.value.Bool;
import dev.stopwater.machinery.value.Int;
import dev.stopwater.machinery.value.Null;
import dev.stopwater.machinery.value.Real;
import dev.stopwater.machinery.value.Text;
import dev.stopwater.machinery.value.Value;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a scalar of YAML 1.1 means.
final class YamlScalar {

  private static final String STANDARD_TAG = "tag:yaml.org,2002:";
  private static final int MAX_NUMBER_LENGTH = 1_000;

  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(?:\\.[0-9]+|[0-9]+(?:\\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?");
  private static final Pattern BASE_60 =
      Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");
  private static final Pattern TIMESTAMP =
      Pattern.compile(
          "[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
              + "(?:(?:[Tt]|[ \t]+)[0-9]{1,2}:[0-9]{1,2}:[0-9]{1,2}(?:\\.[0-9]+)?"
              + "[ \t]*(?:Z|[-+][0-9:]+)?)?");

  private static final Map<String, Value> WORDS = words();

  private YamlScalar() {}

  private static Map<String, Value> words() {
    Map<String, Value> words = new HashMap<>();
    for (String word : "y,Y,yes,Yes,YES,on,On,ON,true,True,TRUE".split(",")) {
      words.put(word, new Bool(true));
    }
    for (String word : "n,N,no,No,NO,off,Off,OFF,false,False,FALSE".split(",")) {
      words.put(word, new Bool(false));
    }
    for (String word : new String[] {"", "~", "null", "Null", "NULL"}) {
      words.put(word, Null.NULL);
    }
    for (String word : new String[] {".inf", ".Inf", ".INF"}) {
      words.put(word, new Real(Double.POSITIVE_INFINITY));
      words.put("+" + word, new Real(Double.POSITIVE_INFINITY));
      words.put("-" + word, new Real(Double.NEGATIVE_INFINITY));
    }
    for (String word : new String[] {".nan", ".NaN", ".NAN"}) {
      words.put(word, new Real(Double.NaN));
    }
    return words;
  }

  /// The value of a scalar.
  ///
  /// @param tag null where there is none
  /// @throws DecodeException for a value that is not of its tag's type
  static Value value(String text, boolean plain, @Nullable String tag) {
    if (tag == null) {
      return plain ? resolve(text) : new Text(text);
    }
    if (!tag.startsWith(STANDARD_TAG)) {
      return new Text(text);
    }
    String type = tag.substring(STANDARD_TAG.length());
    return switch (type) {
      case "int", "float", "bool", "null", "timestamp" -> typed(text, type);
      case "binary" -> binary(text);
      default -> new Text(text);
    };
  }

  private static Value typed(String text, String type) {
    Value value = resolve(text);
    String found = typeOf(text, value);
    boolean widened = type.equals("float") && found.equals("int");
    if (!found.equals(type) && !widened) {
      throw new DecodeException(
          "yaml: cannot decode !!" + found + " `" + text + "` as a !!" + type, 0);
    }
    return value;
  }

  private static String typeOf(String text, Value value) {
    return switch (value) {
      case Bool flag -> "bool";
      case Int number -> "int";
      case Null none -> "null";
      case Real number -> isWhole(text) ? "int" : "float";
      default -> TIMESTAMP.matcher(text).matches() ? "timestamp" : "str";
    };
  }

  private static Value binary(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(checkedBase64(text));
      return new Text(new String(Utf8.repaired(bytes), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException notBase64) {
      throw new DecodeException("yaml: !!binary value contains invalid base64 data", 0);
    }
  }

  private static String checkedBase64(String text) {
    String bare = text.replaceAll("[\r\n]", "");
    if (!bare.matches("[A-Za-z0-9+/]*={0,2}") || bare.length() % 4 != 0) {
      throw new IllegalArgumentException(text);
    }
    return bare;
  }

  /// What a plain scalar without a tag means.
  static Value resolve(String text) {
    Value word = WORDS.get(text);
    if (word != null) {
      return word;
    }
    boolean numeric = !text.isEmpty() && "+-.0123456789".indexOf(text.charAt(0)) >= 0;
    if (!numeric || text.length() > MAX_NUMBER_LENGTH) {
      return new Text(text);
    }
    String digits = text.replace("_", "");
    BigInteger whole = whole(digits);
    if (whole != null && whole.bitLength() < Long.SIZE) {
      return new Int(whole.longValueExact());
    }
    if (whole != null && whole.signum() > 0 && whole.bitLength() == Long.SIZE) {
      return new Real(whole.doubleValue(), whole.toString());
    }
    return FLOAT.matcher(digits).matches() ? real(text, digits) : new Text(text);
  }

  /// A number comes to objects by way of JSON, where `1.0` and `1e3` are whole.
  private static Value real(String text, String digits) {
    double value = Double.parseDouble(digits);
    if (Double.isInfinite(value)) {
      return new Text(text);
    }
    String json = GoNumber.json(value);
    try {
      return new Int(Long.parseLong(json));
    } catch (NumberFormatException notWhole) {
      return new Real(value, json);
    }
  }

  private static boolean isWhole(String text) {
    return whole(text.replace("_", "")) != null;
  }

  /// As Go reads a number whose first characters tell its base.
  private static @Nullable BigInteger whole(String text) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String size = signed ? text.substring(1) : text;
    int base = base(size);
    String digits = base == 10 ? size : size.substring(prefix(size));
    if (digits.isEmpty()
        || !digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, base) >= 0)) {
      return null;
    }
    BigInteger whole = new BigInteger(digits, base);
    return text.startsWith("-") ? whole.negate() : whole;
  }

  private static int base(String size) {
    if (size.length() < 2 || size.charAt(0) != '0') {
      return 10;
    }
    return switch (size.charAt(1)) {
      case 'x', 'X' -> 16;
      case 'b', 'B' -> 2;
      default -> 8;
    };
  }

  private static int prefix(String size) {
    return Character.isLetter(size.charAt(1)) ? 2 : 1;
  }

  /// Whether a text would be read as something else if it stood there plainly.
  static boolean needsQuotes(String text) {
    return !(resolve(text) instanceof Text)
        || BASE_60.matcher(text).matches()
        || (text.length() < MAX_NUMBER_LENGTH && TIMESTAMP.matcher(text).matches());
  }
}

package dev.stopwater.machinery.quantity;

import dev.stopwater.machinery.quantity.Quantity.Family;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of amounts: a signed decimal, then a suffix.
///
/// The canonical text has no fraction, and the largest suffix that allows for that. Texts that are
/// as good as canonical are kept as the client wrote them (`+1`, `0010`, `10.010`, `1e0`): upstream
/// does not look at them twice, and so they are what it stores.
final class QuantityText {

  private static final Pattern SHAPE =
      Pattern.compile(
          "([+-]?)([0-9]*)(?:\\.([0-9]*))?([eEinumkKMGTP]*[-+]?[0-9]*)", Pattern.DOTALL);
  private static final Pattern EXPONENT = Pattern.compile("[eE]([+-]?[0-9]+)");

  private static final String WRONG_SHAPE =
      "quantities must match the regular expression"
          + " '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'";
  private static final String WRONG_SUFFIX = "unable to parse quantity's suffix";

  /// 10 to the power of -9, -6, … 18.
  private static final List<String> DECIMAL =
      List.of("n", "u", "m", "", "k", "M", "G", "T", "P", "E");

  /// 1024 to the power of the index.
  private static final List<String> BINARY = List.of("", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei");

  private static final BigInteger KIBI = BigInteger.valueOf(1024);
  private static final BigInteger MAX_BINARY = BigInteger.valueOf(Long.MAX_VALUE);

  private static final int MAX_EXPONENT = 9_999; // beyond it arithmetic would cost what it says
  private static final int MAX_LENGTH = 10_000;
  private static final int FINEST = -9;
  private static final int QUICK_DECIMAL_DIGITS = 18;
  private static final int QUICK_BINARY_DIGITS = 15;

  private QuantityText() {}

  static Quantity parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (text.isEmpty() || text.length() > MAX_LENGTH || !shape.matches()) {
      throw new QuantityException(WRONG_SHAPE);
    }
    String fraction = shape.group(3) == null ? "" : shape.group(3);
    String digits = shape.group(2) + fraction;
    BigInteger number = new BigInteger(digits.isEmpty() ? "0" : digits);
    boolean negative = shape.group(1).equals("-");
    BigDecimal mantissa = new BigDecimal(negative ? number.negate() : number, fraction.length());
    boolean leads = !shape.group(2).replace("0", "").isEmpty();
    return parse(text, mantissa, leads, shape.group(4));
  }

  /// @param leads whether a digit other than 0 stands before the point
  private static Quantity parse(String text, BigDecimal mantissa, boolean leads, String suffix) {
    int binary = BINARY.indexOf(suffix);
    if (binary > 0) {
      return binary(text, mantissa, leads, binary);
    }
    int decimal = DECIMAL.indexOf(suffix);
    if (decimal >= 0) {
      return decimal(text, mantissa, leads, decimal * 3 + FINEST, Family.DECIMAL);
    }
    Matcher exponent = EXPONENT.matcher(suffix);
    if (!exponent.matches()) {
      throw new QuantityException(WRONG_SUFFIX);
    }
    return decimal(text, mantissa, leads, exponent(exponent.group(1)), Family.EXPONENT);
  }

  private static int exponent(String digits) {
    BigInteger exponent = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
    if (exponent.abs().compareTo(BigInteger.valueOf(MAX_EXPONENT)) > 0) {
      throw new QuantityException(WRONG_SUFFIX);
    }
    return exponent.intValueExact();
  }

  private static Quantity decimal(
      String text, BigDecimal mantissa, boolean leads, int exponent, Family family) {
    BigDecimal amount = mantissa.scaleByPowerOfTen(exponent);
    int lastPlace = -amount.scale();
    boolean asWritten =
        leads
            && lastPlace >= FINEST
            && lastPlace % 3 == 0
            && mantissa.precision() <= QUICK_DECIMAL_DIGITS
            && mantissa.unscaledValue().mod(BigInteger.valueOf(1000)).signum() != 0;
    return new Quantity(nano(amount), family, asWritten ? text : "");
  }

  private static Quantity binary(String text, BigDecimal mantissa, boolean leads, int power) {
    BigDecimal amount = nano(mantissa.multiply(new BigDecimal(KIBI.pow(power))));
    if (amount.abs().compareTo(new BigDecimal(MAX_BINARY)) > 0) {
      amount = new BigDecimal(MAX_BINARY.multiply(BigInteger.valueOf(amount.signum())));
    }
    boolean asWritten =
        leads
            && mantissa.scale() == 0
            && amount.precision() <= QUICK_BINARY_DIGITS
            && mantissa.unscaledValue().mod(KIBI).signum() != 0;
    return new Quantity(amount, Family.BINARY, asWritten ? text : "");
  }

  private static BigDecimal nano(BigDecimal amount) {
    return amount.scale() > -FINEST ? amount.setScale(-FINEST, RoundingMode.UP) : amount;
  }

  static String canonical(BigDecimal amount, Family family) {
    if (amount.signum() == 0) {
      return "0";
    }
    BigDecimal shortest = amount.stripTrailingZeros();
    return switch (family) {
      case DECIMAL -> decimalText(shortest, false);
      case EXPONENT -> decimalText(shortest, true);
      case BINARY -> binaryText(shortest);
    };
  }

  private static String decimalText(BigDecimal amount, boolean asExponent) {
    int exponent = Math.floorDiv(-amount.scale(), 3) * 3;
    String digits = amount.scaleByPowerOfTen(-exponent).toBigIntegerExact().toString();
    if (asExponent) {
      return exponent == 0 ? digits : digits + "e" + exponent;
    }
    int suffix = (exponent - FINEST) / 3;
    return suffix < DECIMAL.size() ? digits + DECIMAL.get(suffix) : digits;
  }

  private static String binaryText(BigDecimal amount) {
    if (amount.scale() > 0 || amount.abs().compareTo(new BigDecimal(KIBI)) < 0) {
      return decimalText(amount, false);
    }
    BigInteger digits = amount.toBigIntegerExact();
    int power = 0;
    while (power + 1 < BINARY.size() && digits.mod(KIBI).signum() == 0) {
      digits = digits.divide(KIBI);
      power++;
    }
    return digits + BINARY.get(power);
  }
}

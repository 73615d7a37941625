package dev.stopwater.machinery.codec;

import java.math.BigDecimal;
import java.math.MathContext;

/// Floating point numbers in the forms in which Go prints them, each with the fewest digits that
/// name the number.
public final class GoNumber {

  /// The decimal digits of a number without its sign, and how many of them stand before the point.
  private record Digits(String digits, int point) {}

  private GoNumber() {}

  /// As in JSON: plain, or with an exponent below 1e-6 and from 1e21 on: `1e+21`, `1e-7`.
  public static String json(double value) {
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-6 && size < 1e21);
    return plain ? plain(value) : exponent(value, 1);
  }

  /// As `%v` does: with an exponent below 1e-4 and from 1e6 on, of two digits at least: `1e+06`,
  /// `1e-05`.
  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "NaN";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "+Inf" : "-Inf";
    }
    double size = Math.abs(value);
    boolean plain = size == 0 || (size >= 1e-4 && size < 1e6);
    return plain ? plain(value) : exponent(value, 2);
  }

  private static String plain(double value) {
    if (value == 0) {
      return sign(value) + "0";
    }
    Digits digits = digits(Math.abs(value));
    return sign(value)
        + new BigDecimal(digits.digits())
            .scaleByPowerOfTen(digits.point() - digits.digits().length())
            .toPlainString();
  }

  private static String exponent(double value, int exponentDigits) {
    Digits digits = digits(Math.abs(value));
    int exponent = digits.point() - 1;
    StringBuilder text = new StringBuilder(sign(value)).append(digits.digits().charAt(0));
    if (digits.digits().length() > 1) {
      text.append('.').append(digits.digits(), 1, digits.digits().length());
    }
    text.append(exponent < 0 ? "e-" : "e+");
    String size = Integer.toString(Math.abs(exponent));
    return text.append("0".repeat(Math.max(0, exponentDigits - size.length())))
        .append(size)
        .toString();
  }

  private static String sign(double value) {
    return Double.doubleToRawLongBits(value) < 0 ? "-" : "";
  }

  /// Java finds the fewest digits too, but never fewer than two.
  private static Digits digits(double size) {
    BigDecimal decimal = new BigDecimal(Double.toString(size)).stripTrailingZeros();
    if (decimal.precision() == 2) {
      BigDecimal one = decimal.round(new MathContext(1));
      if (one.doubleValue() == size) {
        decimal = one.stripTrailingZeros();
      }
    }
    String digits = decimal.unscaledValue().toString();
    return new Digits(digits, digits.length() - decimal.scale());
  }
}

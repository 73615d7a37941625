package dev.stopwater.machinery.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// An amount: an exact decimal of at most nine places, with the family of suffixes in which it is
/// written.
///
/// Equality is by text and family; amounts are compared with [#compareTo(Quantity)], for which `1`
/// and `1000m` are the same.
public final class Quantity implements Comparable<Quantity> {

  /// The suffixes of a canonical text.
  enum Family {
    /// `m`, `k`, `M`
    DECIMAL,
    /// `e3`
    EXPONENT,
    /// `Ki`, `Mi`
    BINARY
  }

  public static final Quantity ZERO = new Quantity(BigDecimal.ZERO, Family.DECIMAL, "");

  private static final BigDecimal MAX = BigDecimal.valueOf(Long.MAX_VALUE);
  private static final BigDecimal MIN = BigDecimal.valueOf(Long.MIN_VALUE);

  private final BigDecimal amount;
  private final Family family;
  private final String text;

  /// @param text as it is to be printed; empty for the canonical one
  Quantity(BigDecimal amount, Family family, String text) {
    this.amount = amount;
    this.family = family;
    this.text = text.isEmpty() ? QuantityText.canonical(amount, family) : text;
  }

  /// @throws QuantityException in upstream's words
  public static Quantity parse(String text) {
    return QuantityText.parse(text);
  }

  /// The plain number, in the family of `k` and `M`.
  public static Quantity of(long amount) {
    return new Quantity(BigDecimal.valueOf(amount), Family.DECIMAL, "");
  }

  public static Quantity ofMilli(long amount) {
    return new Quantity(BigDecimal.valueOf(amount, 3), Family.DECIMAL, "");
  }

  /// The sum, in this amount's family, or in the other's if this is zero.
  public Quantity add(Quantity other) {
    return new Quantity(amount.add(other.amount), familyWith(other), "");
  }

  /// The difference, in this amount's family, or in the other's if this is zero.
  public Quantity subtract(Quantity other) {
    return new Quantity(amount.subtract(other.amount), familyWith(other), "");
  }

  private Family familyWith(Quantity other) {
    return isZero() ? other.family : family;
  }

  /// -1, 0 or 1.
  public int sign() {
    return amount.signum();
  }

  public boolean isZero() {
    return amount.signum() == 0;
  }

  /// The whole number, rounded away from zero, and the nearest `long` where it does not fit.
  public long value() {
    return rounded(amount);
  }

  /// Thousandths, rounded and bounded as [#value()].
  public long milliValue() {
    return rounded(amount.movePointRight(3));
  }

  private static long rounded(BigDecimal amount) {
    return amount.min(MAX).max(MIN).setScale(0, RoundingMode.UP).longValueExact();
  }

  /// This amount, or the next thousandth away from zero where it is finer than that.
  public Quantity roundedToMilli() {
    return amount.scale() <= 3
        ? this
        : new Quantity(amount.setScale(3, RoundingMode.UP), family, "");
  }

  /// Whether nothing stands behind the point.
  public boolean isWhole() {
    return amount.stripTrailingZeros().scale() <= 0;
  }

  public BigDecimal exact() {
    return amount;
  }

  @Override
  public int compareTo(Quantity other) {
    return amount.compareTo(other.amount);
  }

  /// The text that upstream stores and shows: `1` for `1000m`, `1536Mi` for `1.5Gi`.
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Quantity quantity
        && quantity.family == family
        && quantity.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }
}

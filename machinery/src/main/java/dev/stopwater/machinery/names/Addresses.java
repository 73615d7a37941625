package dev.stopwater.machinery.names;

import static dev.stopwater.machinery.names.Shape.unless;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rules for IP addresses and ranges, in upstream's messages. Fields of older kinds take what
/// Go's old readers took; those of newer kinds want the canonical text.
public final class Addresses {

  private static final String NO_IP =
      "must be a valid IP address, (e.g. 10.9.8.7 or 2001:db8::ffff)";
  private static final String NO_CIDR =
      "must be a valid CIDR value, (e.g. 10.9.8.0/24 or 2001:db8::/64)";
  private static final String NO_INTERFACE =
      "must be a valid address in CIDR form, (e.g. 10.9.8.7/24 or 2001:db8::1/64)";

  /// An address with the length of its network's prefix.
  ///
  /// @param leadingZeros whether the length or the address begins with a superfluous zero
  public record Cidr(Address address, int length, boolean leadingZeros) {

    /// The range, or null for what is none.
    public static @Nullable Cidr parse(String text) {
      int slash = text.indexOf('/');
      Address address = slash < 0 ? null : Address.parse(text.substring(0, slash));
      String digits = text.substring(slash + 1);
      if (address == null || digits.isEmpty() || digits.length() > 9) {
        return null;
      }
      if (!digits.chars().allMatch(Shape::digit) || Integer.parseInt(digits) > address.bits()) {
        return null;
      }
      boolean zeros = digits.length() > 1 && digits.startsWith("0");
      return new Cidr(address, Integer.parseInt(digits), zeros || address.leadingZeros());
    }

    /// Whether the address has bits behind the prefix.
    boolean hasHostBits() {
      return !address.masked(length).equals(address);
    }

    /// The range that contains the address.
    public Cidr masked() {
      return new Cidr(address.masked(length), length, false);
    }

    /// The same range of IPv4 where it is written as mapped IPv6.
    Cidr unmapped() {
      return address.mapped() ? new Cidr(address.unmapped(), length - 96, false) : this;
    }

    public boolean contains(Address other) {
      return other.v6() == address.v6()
          && other.masked(length).toString().equals(address.masked(length).toString());
    }

    @Override
    public String toString() {
      return address + "/" + length;
    }
  }

  private Addresses() {}

  /// An address in its canonical text.
  public static List<String> ip(String text) {
    Address address = Address.parse(text);
    if (address == null) {
      return List.of(NO_IP);
    }
    if (address.leadingZeros()) {
      return List.of("must not have leading 0s");
    }
    if (address.mapped()) {
      return List.of("must not be an IPv4-mapped IPv6 address");
    }
    return canonical(text, address.toString());
  }

  public static List<String> legacyIp(String text) {
    return unless(Address.parse(text) != null, NO_IP);
  }

  /// A range in its canonical text.
  public static List<String> cidr(String text) {
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      return List.of(NO_CIDR);
    }
    if (cidr.leadingZeros()) {
      return List.of("must not have leading 0s in IP or prefix length");
    }
    if (cidr.address().mapped()) {
      return List.of("must not have an IPv4-mapped IPv6 address");
    }
    if (cidr.hasHostBits()) {
      return List.of("must not have bits set beyond the prefix length");
    }
    return canonical(text, cidr.toString());
  }

  public static List<String> legacyCidr(String text) {
    return unless(Cidr.parse(text) != null, NO_CIDR);
  }

  /// An address with the length of its network's prefix, in its canonical text.
  public static List<String> interfaceAddress(String text) {
    Cidr cidr = Cidr.parse(text);
    if (cidr == null) {
      return List.of(NO_INTERFACE);
    }
    return canonical(text, cidr.unmapped().toString());
  }

  private static List<String> canonical(String text, String canonical) {
    return unless(text.equals(canonical), "must be in canonical form (\"" + canonical + "\")");
  }
}

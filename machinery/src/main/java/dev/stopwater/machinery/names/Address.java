package dev.stopwater.machinery.names;

import org.jspecify.annotations.Nullable;

/// An IP address as Go reads and prints it: old readers let decimal parts begin with zeros, so that
/// is read too, and noted.
///
/// @param high the upper 64 bits of the IPv6 address; 0 for IPv4
/// @param low the lower 64 bits, or the IPv4 address
/// @param mapped whether it is an IPv4 address written as IPv6 (`::ffff:1.2.3.4`)
/// @param leadingZeros whether a decimal part begins with a superfluous zero
public record Address(boolean v6, long high, long low, boolean mapped, boolean leadingZeros) {

  /// The longest text that an address can have; zeros may be put before decimal parts for ever.
  private static final int MAX_LENGTH = 100;

  private static final long MAPPED_PREFIX = 0xffffL;

  /// The address, or null for what is none.
  public static @Nullable Address parse(String text) {
    if (text.length() > MAX_LENGTH) {
      return null;
    }
    return text.indexOf(':') < 0 ? parse4(text) : parse6(text);
  }

  private static @Nullable Address parse4(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 4) {
      return null;
    }
    long bits = 0;
    boolean zeros = false;
    for (String part : parts) {
      if (!part.chars().allMatch(Shape::digit)) {
        return null;
      }
      String digits = part.replaceFirst("^0+(?=.)", "");
      if (digits.isEmpty() || digits.length() > 3 || Integer.parseInt(digits) > 255) {
        return null;
      }
      zeros |= digits.length() < part.length();
      bits = (bits << 8) | Integer.parseInt(digits);
    }
    return new Address(false, 0, bits, false, zeros);
  }

  private static @Nullable Address parse6(String text) {
    int lastColon = text.lastIndexOf(':');
    if (text.indexOf('.', lastColon) < 0) {
      return groups(text, false);
    }
    Address tail = parse4(text.substring(lastColon + 1));
    if (tail == null) {
      return null;
    }
    String groups = Long.toHexString(tail.low >> 16) + ":" + Long.toHexString(tail.low & 0xffff);
    return groups(text.substring(0, lastColon + 1) + groups, tail.leadingZeros);
  }

  private static @Nullable Address groups(String text, boolean leadingZeros) {
    int gap = text.indexOf("::");
    if (gap >= 0 && text.indexOf("::", gap + 1) >= 0) {
      return null;
    }
    String[] before = parts(gap < 0 ? text : text.substring(0, gap));
    String[] after = parts(gap < 0 ? "" : text.substring(gap + 2));
    int given = before.length + after.length;
    if (gap < 0 ? given != 8 : given > 7) {
      return null;
    }
    long[] halves = new long[2];
    for (int i = 0; i < given; i++) {
      String part = i < before.length ? before[i] : after[i - before.length];
      int at = i < before.length ? i : 8 - given + i;
      if (part.isEmpty() || part.length() > 4 || !part.chars().allMatch(Address::hex)) {
        return null;
      }
      halves[at / 4] |= Long.parseLong(part, 16) << (48 - 16 * (at % 4));
    }
    boolean mapped = halves[0] == 0 && halves[1] >>> 32 == MAPPED_PREFIX;
    return new Address(true, halves[0], halves[1], mapped, leadingZeros);
  }

  private static boolean hex(int c) {
    return c < 0x80 && Character.digit(c, 16) >= 0;
  }

  private static String[] parts(String groups) {
    return groups.isEmpty() ? new String[0] : groups.split(":", -1);
  }

  /// The IPv4 address that this is or is mapped from, else this.
  public Address unmapped() {
    return mapped ? new Address(false, 0, low & 0xffffffffL, false, false) : this;
  }

  /// How many bits the address has.
  public int bits() {
    return v6 ? 128 : 32;
  }

  /// The address with zeros behind the first `length` bits.
  public Address masked(int length) {
    if (!v6) {
      return new Address(false, 0, low & ~(0xffffffffL >>> length), false, leadingZeros);
    }
    return new Address(true, high & mask(length), low & mask(length - 64), mapped, leadingZeros);
  }

  private static long mask(int length) {
    return length <= 0 ? 0 : length >= 64 ? -1 : -1L << (64 - length);
  }

  /// The canonical text: `10.0.0.1`, `2001:db8::1`.
  @Override
  public String toString() {
    if (mapped) {
      return "::ffff:" + unmapped();
    }
    return v6 ? text6() : text4();
  }

  private String text4() {
    return (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
  }

  private String text6() {
    int gap = -1;
    int gapLength = 1; // a single zero group is written out
    for (int i = 0; i < 8; i++) {
      int length = zeroGroups(i);
      if (length > gapLength) {
        gap = i;
        gapLength = length;
      }
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 8; i++) {
      if (i == gap) {
        text.append("::");
        i += gapLength - 1;
      } else {
        text.append(i == 0 || text.toString().endsWith("::") ? "" : ":");
        text.append(Long.toHexString(group(i)));
      }
    }
    return text.toString();
  }

  private int zeroGroups(int from) {
    int at = from;
    while (at < 8 && group(at) == 0) {
      at++;
    }
    return at - from;
  }

  private long group(int index) {
    return (index < 4 ? high : low) >>> (48 - 16 * (index % 4)) & 0xffff;
  }
}

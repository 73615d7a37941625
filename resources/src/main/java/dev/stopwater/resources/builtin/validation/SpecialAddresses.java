package dev.stopwater.resources.builtin.validation;

import dev.stopwater.machinery.errors.FieldErrors;
import dev.stopwater.machinery.errors.Path;
import dev.stopwater.machinery.names.Address;
import org.jspecify.annotations.Nullable;

/// Addresses that traffic from elsewhere cannot be sent to.
final class SpecialAddresses {

  private SpecialAddresses() {}

  static void check(String text, Path at, FieldErrors errors) {
    Address parsed = Address.parse(text);
    if (parsed == null) {
      errors.invalidText(at, text, "must be a valid IP address");
      return;
    }
    Address address = parsed.unmapped();
    String fault = address.v6() ? ofV6(address) : ofV4(address.low());
    if (fault != null) {
      errors.invalidText(at, text, fault);
    }
  }

  private static @Nullable String ofV4(long bits) {
    if (bits == 0) {
      return "may not be unspecified (0.0.0.0)";
    }
    if (bits >> 24 == 127) {
      return loopback();
    }
    if (bits >> 16 == (169 << 8 | 254)) {
      return linkLocal();
    }
    return bits >> 8 == 224L << 16 ? multicast() : null;
  }

  private static @Nullable String ofV6(Address address) {
    if (address.high() == 0 && address.low() == 0) {
      return "may not be unspecified (::)";
    }
    if (address.high() == 0 && address.low() == 1) {
      return loopback();
    }
    if (address.high() >>> 54 == 0xfe80 >> 6) {
      return linkLocal();
    }
    long head = address.high() >>> 48;
    return (head & 0xff0f) == 0xff02 ? multicast() : null;
  }

  private static String loopback() {
    return "may not be in the loopback range (127.0.0.0/8, ::1/128)";
  }

  private static String linkLocal() {
    return "may not be in the link-local range (169.254.0.0/16, fe80::/10)";
  }

  private static String multicast() {
    return "may not be in the link-local multicast range (224.0.0.0/24, ff02::/10)";
  }
}

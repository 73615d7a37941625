package dev.stopwater.resources.builtin.services;

import dev.stopwater.machinery.codec.JsonWriter;
import dev.stopwater.machinery.value.ListValue;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/// The forms of addresses that Services may ask for.
final class Addresses {

  /// What stands in place of the address of a headless Service.
  static final String NONE = "None";

  private static final Pattern DOTTED = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
  private static final Pattern ZERO_FIRST = Pattern.compile("(^|\\.)0\\d");

  private Addresses() {}

  static boolean isIpv6(String address) {
    return address.contains(":");
  }

  static boolean isWellFormed(String address) {
    return isAddress(address) && !startsWithZero(address);
  }

  static boolean startsWithZero(String address) {
    return DOTTED.matcher(address).matches() && ZERO_FIRST.matcher(address).find();
  }

  static boolean isAddress(String address) {
    if (!isIpv6(address) && !DOTTED.matcher(address).matches()) {
      return false;
    }
    try {
      InetAddress.ofLiteral(address);
      return address.indexOf('%') < 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// A list as messages show it.
  static String shown(ListValue list) {
    return new String(JsonWriter.encodeBare(list), StandardCharsets.UTF_8);
  }
}

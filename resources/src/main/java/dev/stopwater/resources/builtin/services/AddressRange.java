package dev.stopwater.resources.builtin.services;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// A range of addresses in CIDR notation; its addresses are counted from the network's own, zero.
public final class AddressRange {

  private static final int MOST_BITS = 62; // offsets are long

  private final BigInteger network;
  private final int width;
  private final int prefix;
  private final long size;

  /// @param text such as `10.0.0.0/16`
  /// @throws IllegalArgumentException if it is no range
  public AddressRange(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      throw new IllegalArgumentException("no address range: " + text);
    }
    byte[] address = InetAddress.ofLiteral(text.substring(0, slash)).getAddress();
    this.width = address.length * Byte.SIZE;
    this.prefix = Integer.parseInt(text.substring(slash + 1));
    int free = width - prefix;
    if (free < 0 || free > width) {
      throw new IllegalArgumentException("no address range: " + text);
    }
    this.network = new BigInteger(1, address).shiftRight(free).shiftLeft(free);
    this.size = 1L << Math.min(free, MOST_BITS);
  }

  /// How many addresses can be handed out: not the network's own, nor that of IPv4's broadcasts.
  long usable() {
    return Math.max(1, isIpv4() ? size - 2 : size - 1);
  }

  boolean isIpv4() {
    return width == Integer.SIZE;
  }

  /// Where an address is in this range, or -1 if it is outside.
  long offset(String address) {
    byte[] bytes = InetAddress.ofLiteral(address).getAddress();
    if (bytes.length * Byte.SIZE != width) {
      return -1;
    }
    BigInteger offset = new BigInteger(1, bytes).subtract(network);
    boolean inside = offset.signum() >= 0 && offset.compareTo(BigInteger.valueOf(size)) < 0;
    return inside ? offset.longValueExact() : -1;
  }

  String address(long offset) {
    byte[] number = network.add(BigInteger.valueOf(offset)).toByteArray();
    byte[] address = new byte[width / Byte.SIZE];
    int length = Math.min(number.length, address.length);
    System.arraycopy(number, number.length - length, address, address.length - length, length);
    try {
      return InetAddress.getByAddress(address).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public String toString() {
    return address(0) + "/" + prefix;
  }
}

package dev.stopwater.assembly;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// The range that Services get their addresses from.
///
/// @param text in CIDR notation, such as `10.0.0.0/16`
public record ServiceRange(String text) {

  /// The first usable address: the `kubernetes` Service has it.
  public String first() {
    String network = text.substring(0, text.indexOf('/'));
    try {
      byte[] address = InetAddress.ofLiteral(network).getAddress();
      byte[] next = new BigInteger(1, address).add(BigInteger.ONE).toByteArray();
      byte[] padded = new byte[address.length];
      int length = Math.min(next.length, padded.length);
      System.arraycopy(next, next.length - length, padded, padded.length - length, length);
      return InetAddress.getByAddress(padded).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("no address range: " + text, e);
    }
  }
}

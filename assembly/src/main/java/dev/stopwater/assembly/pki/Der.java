package dev.stopwater.assembly.pki;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// ASN.1 in its distinguished encoding (X.690), as far as certificates and keys need it: each
/// method makes one value, of which the bigger ones are made of the smaller. Pure.
final class Der {

  private static final DateTimeFormatter UNTIL_2049 =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter FROM_2050 =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(ZoneOffset.UTC);

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return value(0x30, joined(parts));
  }

  /// Of one member: the order of several would matter.
  static byte[] setOf(byte[] member) {
    return value(0x31, member);
  }

  static byte[] integer(BigInteger number) {
    return value(0x02, number.toByteArray());
  }

  static byte[] integer(long number) {
    return integer(BigInteger.valueOf(number));
  }

  static byte[] yes() {
    return value(0x01, new byte[] {(byte) 0xff});
  }

  static byte[] nothing() {
    return value(0x05, new byte[0]);
  }

  static byte[] octets(byte[] bytes) {
    return value(0x04, bytes);
  }

  static byte[] bits(byte[] bytes) {
    return value(0x03, joined(new byte[] {0}, bytes));
  }

  /// Some that were read: their content.
  static byte[] bitsOf(byte[] content) {
    return value(0x03, content);
  }

  /// The first bits of an octet, `count` of them: the rest are not there rather than zero.
  static byte[] bits(int octet, int count) {
    return value(0x03, new byte[] {(byte) (8 - count), (byte) octet});
  }

  static byte[] text(String text) {
    return value(0x0c, text.getBytes(StandardCharsets.UTF_8));
  }

  /// To the second, in the form that RFC 5280 (4.1.2.5) asks for.
  static byte[] time(Instant time) {
    boolean early = time.atOffset(ZoneOffset.UTC).getYear() < 2050;
    String written = (early ? UNTIL_2049 : FROM_2050).format(time);
    return value(early ? 0x17 : 0x18, written.getBytes(StandardCharsets.US_ASCII));
  }

  /// An object identifier, such as `2.5.29.15`.
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    arc(bytes, Long.parseLong(arcs[0]) * 40 + Long.parseLong(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      arc(bytes, Long.parseLong(arcs[i]));
    }
    return value(0x06, bytes.toByteArray());
  }

  /// One that was read: its content.
  static byte[] oidOf(byte[] content) {
    return value(0x06, content);
  }

  private static void arc(ByteArrayOutputStream bytes, long number) {
    for (int shift = 56; shift > 0; shift -= 7) {
      if (number >>> shift != 0) {
        bytes.write((int) ((number >>> shift) & 0x7f) | 0x80);
      }
    }
    bytes.write((int) (number & 0x7f));
  }

  /// A value with a tag of its context: `[number] EXPLICIT`.
  static byte[] explicit(int number, byte[] inner) {
    return value(0xa0 | number, inner);
  }

  /// A plain value with a tag of its context: `[number] IMPLICIT`.
  static byte[] implicit(int number, byte[] content) {
    return value(0x80 | number, content);
  }

  private static byte[] value(int tag, byte[] content) {
    byte[] head =
        content.length < 0x80
            ? new byte[] {(byte) tag, (byte) content.length}
            : content.length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) content.length}
                : new byte[] {
                  (byte) tag, (byte) 0x82, (byte) (content.length >> 8), (byte) content.length
                };
    if (content.length > 0xffff) {
      throw new IllegalArgumentException("more than a certificate needs: " + content.length);
    }
    return joined(head, content);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    Arrays.stream(parts).forEach(all::writeBytes);
    return all.toByteArray();
  }
}

package dev.stopwater.server.discovery;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A body that is the same for all clients, with what they need to keep it. Safe for all threads;
/// nobody changes the bytes.
public final class Document {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private final String contentType;
  private final String hash;
  private final byte[] bytes;

  private Document(String contentType, String hash, byte[] bytes) {
    this.contentType = contentType;
    this.hash = hash;
    this.bytes = bytes;
  }

  public static Document of(String contentType, byte[] bytes) {
    return new Document(contentType, HEX.formatHex(sha512(bytes)), bytes);
  }

  public String contentType() {
    return contentType;
  }

  /// Of the bytes: SHA-512 in capital hexadecimal digits.
  public String hash() {
    return hash;
  }

  public byte[] bytes() {
    return bytes;
  }

  /// The hash in quotes.
  public String etag() {
    return '"' + hash + '"';
  }

  private static byte[] sha512(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-512").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-512", e);
    }
  }
}

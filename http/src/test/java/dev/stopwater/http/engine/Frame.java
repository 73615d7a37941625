package dev.stopwater.http.engine;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// An HTTP/2 frame as it stands on the wire (RFC 9113, 4.1), right or wrong.
record Frame(int type, int flags, int stream, byte[] payload) {

  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;
  static final int UNKNOWN = 0xbe;

  static final int ACK = 1;
  static final int END_STREAM = 1;
  static final int END_HEADERS = 4;

  static final int NO_ERROR = 0;
  static final int PROTOCOL_ERROR = 1;
  static final int REFUSED_STREAM = 7;
  static final int CANCEL = 8;
  static final int COMPRESSION_ERROR = 9;
  static final int ENHANCE_YOUR_CALM = 11;

  private static final byte[] NOTHING = {};

  static Frame settings() {
    return new Frame(SETTINGS, 0, 0, NOTHING);
  }

  /// @param id which setting
  static Frame settings(int id, int value) {
    return new Frame(
        SETTINGS, 0, 0, ByteBuffer.allocate(6).putShort((short) id).putInt(value).array());
  }

  static Frame ping(long content) {
    return new Frame(PING, 0, 0, ByteBuffer.allocate(8).putLong(content).array());
  }

  static Frame reset(int stream, int code) {
    return new Frame(RST_STREAM, 0, stream, number(code));
  }

  static Frame window(int stream, int more) {
    return new Frame(WINDOW_UPDATE, 0, stream, number(more));
  }

  static Frame data(int stream, boolean last, byte... bytes) {
    return new Frame(DATA, last ? END_STREAM : 0, stream, bytes);
  }

  /// A request whose headers are whole, and that has no body.
  static Frame get(int stream, String path) {
    return new Frame(
        HEADERS, END_HEADERS | END_STREAM, stream, new HeaderBlock().request("GET", path).bytes());
  }

  /// A request whose body follows.
  static Frame post(int stream, String path) {
    return new Frame(HEADERS, END_HEADERS, stream, new HeaderBlock().request("POST", path).bytes());
  }

  private static byte[] number(int value) {
    return ByteBuffer.allocate(4).putInt(value).array();
  }

  /// The error code of RST_STREAM or GOAWAY.
  int code() {
    return ByteBuffer.wrap(payload).getInt(type == GOAWAY ? 4 : 0);
  }

  /// What the server says in its GOAWAY.
  String reason() {
    return new String(payload, 8, payload.length - 8, StandardCharsets.US_ASCII);
  }

  @Override
  public String toString() {
    String more =
        switch (type) {
          case RST_STREAM -> " code " + code();
          case GOAWAY -> " code " + code() + " " + reason();
          default -> " " + payload.length + " bytes";
        };
    return "type " + type + " flags " + flags + " stream " + stream + more;
  }

  void writeTo(ByteArrayOutputStream out) {
    out.writeBytes(
        ByteBuffer.allocate(9)
            .putShort((short) (payload.length >> 8))
            .put((byte) payload.length)
            .put((byte) type)
            .put((byte) flags)
            .putInt(stream)
            .array());
    out.writeBytes(payload);
  }

  /// The next frame; null at the end.
  static @Nullable Frame read(DataInputStream in) throws IOException {
    int first = in.read();
    if (first < 0) {
      return null;
    }
    int length = first << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = in.readNBytes(length);
    if (payload.length < length) {
      throw new EOFException("the end within a frame");
    }
    return new Frame(type, flags, stream, payload);
  }
}

package dev.stopwater.monitor;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/// One file of a [Ring]: a magic number, then frames of length, checksum and payload. A file ends
/// where its last whole frame does, whatever stands behind it.
record Segment(Path file, long number) implements Comparable<Segment> {

  static final int MAGIC = 0x53574d31; // SWM1
  static final int HEADER = 4;
  static final int FRAME = 8;
  static final int LONGEST = 1 << 16;

  static Segment of(Path directory, long number) {
    return new Segment(directory.resolve("samples-%08d.ring".formatted(number)), number);
  }

  /// @return the number in a segment's name, or -1 if the file is none
  static long number(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.matches("samples-[0-9]{8,18}\\.ring")
        ? Long.parseLong(name.substring("samples-".length(), name.length() - ".ring".length()))
        : -1;
  }

  /// Opens it for writing at its end; what is not whole there is cut off.
  FileChannel append() throws IOException {
    long end = Files.exists(file) ? read(payload -> {}) : 0;
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      channel.truncate(end);
      channel.position(end);
      if (end == 0) {
        write(channel, ByteBuffer.allocate(HEADER).putInt(MAGIC).flip());
      }
      return channel;
    } catch (IOException e) {
      channel.close();
      throw e;
    }
  }

  /// Shows every whole frame's payload.
  ///
  /// @return where the last of them ends; 0 if this is no segment
  long read(Consumer<byte[]> visitor) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
      return frames(in, visitor);
    }
  }

  private static long frames(DataInputStream in, Consumer<byte[]> visitor) throws IOException {
    long end = 0;
    try {
      if (in.readInt() != MAGIC) {
        return 0;
      }
      end = HEADER;
      while (true) {
        int length = in.readInt();
        int checksum = in.readInt();
        if (length <= 0 || length > LONGEST) {
          return end;
        }
        byte[] payload = new byte[length];
        in.readFully(payload);
        if (checksum != checksum(payload)) {
          return end;
        }
        visitor.accept(payload);
        end += FRAME + length;
      }
    } catch (EOFException torn) {
      return end;
    }
  }

  static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  static ByteBuffer frame(byte[] payload) {
    return ByteBuffer.allocate(FRAME + payload.length)
        .putInt(payload.length)
        .putInt(checksum(payload))
        .put(payload)
        .flip();
  }

  private static int checksum(byte[] payload) {
    CRC32C sum = new CRC32C();
    sum.update(payload);
    return (int) sum.getValue();
  }

  @Override
  public int compareTo(Segment other) {
    return Long.compare(number, other.number);
  }
}

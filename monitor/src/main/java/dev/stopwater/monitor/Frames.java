package dev.stopwater.monitor;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Entries as the bytes of `docs/formats/monitor-ring.md`.
final class Frames {

  private static final int SAMPLE = 1;
  private static final int MARK = 2;

  private Frames() {}

  static byte[] payload(Entry entry) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(128);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      switch (entry) {
        case Sample sample -> write(out, sample);
        case Mark mark -> write(out, mark);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Sample sample) throws IOException {
    out.writeByte(SAMPLE);
    out.writeLong(sample.at().toEpochMilli());
    out.writeLong(sample.began().toEpochMilli());
    out.writeLong(sample.memory().used());
    out.writeLong(sample.memory().lives());
    out.writeLong(sample.memory().resident());
    out.writeInt(sample.requests().live());
    out.writeInt(sample.requests().watchers());
    out.writeInt(sample.requests().overdue());
    out.writeLong(sample.requests().leaked());
    out.writeLong(sample.requests().bytesHeld());
    out.writeInt(sample.platformThreads());
    out.writeShort(sample.shares().size());
    for (Share each : sample.shares()) {
      out.writeBoolean(each.of() == Share.Of.USER);
      out.writeUTF(each.name());
      out.writeInt(each.live());
      out.writeLong(each.outlived());
      out.writeLong(each.bytes());
    }
  }

  private static void write(DataOutputStream out, Mark mark) throws IOException {
    out.writeByte(MARK);
    out.writeLong(mark.at().toEpochMilli());
    out.writeUTF(mark.signal().name());
    out.writeBoolean(mark.firing());
    out.writeUTF(mark.text());
  }

  /// Whether it is of a type that this version writes.
  static boolean isKnown(byte[] payload) {
    return payload[0] == SAMPLE || payload[0] == MARK;
  }

  /// @throws IllegalArgumentException it is none
  static Entry entry(byte[] payload) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(payload))) {
      int type = in.readByte();
      return switch (type) {
        case SAMPLE -> sample(in);
        case MARK -> mark(in);
        default -> throw new IllegalArgumentException("no entry of type " + type);
      };
    } catch (IOException e) {
      throw new IllegalArgumentException("an entry that is cut short", e);
    }
  }

  private static Sample sample(DataInputStream in) throws IOException {
    Instant at = Instant.ofEpochMilli(in.readLong());
    Instant began = Instant.ofEpochMilli(in.readLong());
    Sample.Memory memory = new Sample.Memory(in.readLong(), in.readLong(), in.readLong());
    Sample.Requests requests =
        new Sample.Requests(in.readInt(), in.readInt(), in.readInt(), in.readLong(), in.readLong());
    return new Sample(at, began, memory, requests, in.readInt(), shares(in));
  }

  private static List<Share> shares(DataInputStream in) throws IOException {
    List<Share> shares = new ArrayList<>();
    for (int left = in.readShort(); left > 0; left--) {
      Share.Of of = in.readBoolean() ? Share.Of.USER : Share.Of.ROUTE;
      shares.add(new Share(of, in.readUTF(), in.readInt(), in.readLong(), in.readLong()));
    }
    return shares;
  }

  private static Mark mark(DataInputStream in) throws IOException {
    Instant at = Instant.ofEpochMilli(in.readLong());
    return new Mark(at, Signal.valueOf(in.readUTF()), in.readBoolean(), in.readUTF());
  }
}

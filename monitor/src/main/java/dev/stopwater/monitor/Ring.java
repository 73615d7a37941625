package dev.stopwater.monitor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The samples of the last two days, in files of one directory that never grow beyond a bound: the
/// oldest file goes when there are too many bytes, or when all that is in it is too old.
///
/// A process that is killed loses nothing, a machine that stops the last seconds, since nothing is
/// forced to disk: these are figures, not anybody's data. One thread appends; any reads, meanwhile.
public final class Ring implements AutoCloseable {

  private static final int SEGMENTS = 32;

  private final Path directory;
  private final long segmentBytes;
  private final Duration keep;
  private final Deque<Segment> segments = new ArrayDeque<>(); // guarded by this
  private final Deque<Instant> newest = new ArrayDeque<>(); // of each; guarded by this
  private FileChannel channel;

  private Ring(Path directory, long mostBytes, Duration keep) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.segmentBytes = mostBytes / SEGMENTS;
    this.keep = keep;
    find();
    channel = segments.getLast().append();
  }

  /// Opens the ring of a directory, or makes one.
  ///
  /// @param mostBytes on disk; at least 3 MiB
  /// @param keep how old what is in it may become
  public static Ring open(Path directory, long mostBytes, Duration keep) throws IOException {
    if (mostBytes < SEGMENTS * (long) (Segment.LONGEST + Segment.FRAME + Segment.HEADER)) {
      throw new IllegalArgumentException("a ring needs 3 MiB: " + mostBytes);
    }
    return new Ring(directory, mostBytes, keep);
  }

  private void find() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      List<Segment> found =
          files
              .filter(file -> Segment.number(file) >= 0)
              .map(file -> new Segment(file, Segment.number(file)))
              .sorted()
              .toList();
      for (Segment each : found) {
        Instant[] last = {Instant.EPOCH};
        each.read(payload -> last[0] = atOf(payload, last[0]));
        segments.add(each);
        newest.add(last[0]);
      }
    }
    if (segments.isEmpty()) {
      segments.add(Segment.of(directory, 1));
      newest.add(Instant.EPOCH);
    }
  }

  private static Instant atOf(byte[] payload, Instant otherwise) {
    return payload.length < 9
        ? otherwise
        : Instant.ofEpochMilli(ByteBuffer.wrap(payload).getLong(1));
  }

  /// @throws IOException the disk is full, for instance; what was appended before stays, and the
  ///   next append may succeed
  public synchronized void append(Entry entry) throws IOException {
    ByteBuffer frame = Segment.frame(Frames.payload(entry));
    long begin = channel.position();
    if (begin + frame.remaining() > segmentBytes && begin > Segment.HEADER) {
      turn();
      begin = channel.position();
    }
    try {
      Segment.write(channel, frame);
    } catch (IOException e) {
      channel.position(begin);
      throw e;
    }
    newest.removeLast();
    newest.add(entry.at());
    forget(entry.at());
  }

  private void turn() throws IOException {
    Segment next = Segment.of(directory, segments.getLast().number() + 1);
    FileChannel opened = next.append();
    channel.close();
    channel = opened;
    segments.add(next);
    newest.add(Instant.EPOCH);
  }

  private void forget(Instant now) throws IOException {
    while (segments.size() > 1
        && (segments.size() > SEGMENTS || newest.getFirst().isBefore(now.minus(keep)))) {
      Files.deleteIfExists(segments.removeFirst().file());
      newest.removeFirst();
    }
  }

  /// Shows what was appended since a moment, oldest first.
  public void read(Instant since, Consumer<Entry> visitor) throws IOException {
    for (Segment each : segments()) {
      try {
        each.read(payload -> show(payload, since, visitor));
      } catch (NoSuchFileException forgotten) {
        // it became too old meanwhile
      }
    }
  }

  private static void show(byte[] payload, Instant since, Consumer<Entry> visitor) {
    if (Frames.isKnown(payload) && !atOf(payload, Instant.EPOCH).isBefore(since)) {
      visitor.accept(Frames.entry(payload));
    }
  }

  private synchronized List<Segment> segments() {
    return List.copyOf(segments);
  }

  /// How many bytes it has on disk.
  public long bytes() throws IOException {
    long sum = 0;
    for (Segment each : segments()) {
      try {
        sum += Files.size(each.file());
      } catch (NoSuchFileException forgotten) {
        // it became too old meanwhile
      }
    }
    return sum;
  }

  @Override
  public synchronized void close() throws IOException {
    channel.close();
  }
}

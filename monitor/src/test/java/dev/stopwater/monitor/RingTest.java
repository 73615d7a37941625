package dev.stopwater.monitor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RingTest {

  private static final long MOST = 3 << 20;
  private static final Duration TWO_DAYS = Duration.ofDays(2);
  private static final Instant T0 = Instant.parse("2026-03-01T00:00:00Z");

  @TempDir Path directory;

  private static Sample sample(int second) {
    Instant at = T0.plusSeconds(second);
    return new Sample(
        at,
        T0,
        new Sample.Memory(3, 2, 5),
        new Sample.Requests(9, 4, 2, 7, 1 << 20),
        33,
        List.of(
            new Share(Share.Of.ROUTE, "GET /api/v1/pods", 5, 9, 100),
            new Share(Share.Of.USER, "jos\u00e9 \u2603", 4, 0, 0)));
  }

  private Ring open() throws IOException {
    return Ring.open(directory, MOST, TWO_DAYS);
  }

  private static List<Entry> all(Ring ring) throws IOException {
    List<Entry> all = new ArrayList<>();
    ring.read(Instant.EPOCH, all::add);
    return all;
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.sorted().toList();
    }
  }

  @Test
  void whatIsAppendedIsReadAgainAfterAReopening() throws IOException {
    Mark mark = new Mark(T0.plusSeconds(2), Signal.OUTLIVED, true, "they grow");
    try (Ring ring = open()) {
      ring.append(sample(1));
      ring.append(mark);
      assertThat(all(ring)).containsExactly(sample(1), mark);
    }
    try (Ring ring = open()) {
      ring.append(sample(3));
      assertThat(all(ring)).containsExactly(sample(1), mark, sample(3));
      List<Entry> late = new ArrayList<>();
      ring.read(T0.plusSeconds(2), late::add);
      assertThat(late).containsExactly(mark, sample(3));
    }
  }

  @Test
  void aTornTailIsForgottenWhereverItIsTorn() throws IOException {
    try (Ring ring = open()) {
      ring.append(sample(1));
      ring.append(sample(2));
    }
    Path file = files().getFirst();
    byte[] whole = Files.readAllBytes(file);
    int frame = (whole.length - Segment.HEADER) / 2;
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, java.util.Arrays.copyOf(whole, length));
      int kept = Math.max(0, (length - Segment.HEADER) / frame);
      try (Ring ring = open()) {
        ring.append(sample(9));
        assertThat(all(ring)).as("cut at %d", length).hasSize(kept + 1).endsWith(sample(9));
      }
    }
  }

  @Test
  void aDamagedFrameEndsItsFileAndNoOther() throws IOException {
    try (Ring ring = open()) {
      for (int i = 0; i < 3000; i++) {
        ring.append(sample(i));
      }
    }
    Path first = files().getFirst();
    try (FileChannel channel = FileChannel.open(first, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {1, 2, 3}), Files.size(first) / 2);
    }
    try (Ring ring = open()) {
      List<Entry> left = all(ring);
      assertThat(left).contains(sample(0), sample(2999)).hasSizeBetween(1500, 2999);
    }
  }

  @Test
  void theDirectoryNeverGrowsBeyondItsBound() throws IOException {
    try (Ring ring = open()) {
      for (int i = 0; i < 40_000; i++) {
        ring.append(sample(i));
        if (i % 1000 == 0) {
          assertThat(ring.bytes()).isLessThanOrEqualTo(MOST);
        }
      }
      assertThat(all(ring)).contains(sample(39_999)).doesNotContain(sample(0));
      assertThat(files()).hasSizeLessThanOrEqualTo(32);
    }
  }

  @Test
  void whatIsOlderThanTwoDaysGoesWithItsFile() throws IOException {
    try (Ring ring = open()) {
      for (int hour = 0; hour < 24 * 20; hour++) {
        for (int i = 0; i < 20; i++) {
          ring.append(sample(hour * 3600 + i));
        }
      }
      Entry oldest = all(ring).getFirst();
      assertThat(oldest.at()).isAfter(T0.plus(Duration.ofDays(14)));
      assertThat(oldest.at()).isBefore(T0.plus(Duration.ofDays(18)));
    }
  }

  @Test
  void entriesOfALaterVersionArePassedOver() throws IOException {
    try (Ring ring = open()) {
      ring.append(sample(1));
    }
    try (FileChannel channel =
        FileChannel.open(files().getFirst(), StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
      channel.write(Segment.frame(new byte[] {77, 1, 2}));
    }
    try (Ring ring = open()) {
      ring.append(sample(2));
      assertThat(all(ring)).containsExactly(sample(1), sample(2));
    }
  }

  @Test
  void aRingThatCouldNotHoldAFrameIsRefused() {
    assertThatThrownBy(() -> Ring.open(directory, 1000, TWO_DAYS))
        .isInstanceOf(IllegalArgumentException.class);
  }
}

package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.noleaks.NoLeaks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// HTTP/2 headers that are too many, or that become so when they are unpacked.
@NoLeaks
class HeaderBombTest {

  private static final int FRAGMENT = 16 * 1024;
  private static final String LONG = "a".repeat(4_000);

  /// More than a request may have; the connection can go on, since the block was read to its end.
  enum TooLarge {
    PLAIN(plain(66)),
    UNPACKED(unpacked(LONG, 300)),
    MANY_SMALL(unpacked("", 32_000));

    private final byte[] block;

    TooLarge(byte[] block) {
      this.block = block;
    }
  }

  /// So much that it is not even read.
  enum FarTooLarge {
    PLAIN(plain(190)),
    UNPACKED(unpacked(LONG, 60_000)),
    MANY_SMALL(unpacked("a", 3_000_000)),
    WITHOUT_END(plain(1_000));

    private final byte[] block;

    FarTooLarge(byte[] block) {
      this.block = block;
    }
  }

  private static byte[] plain(int times) {
    HeaderBlock block = new HeaderBlock().request("GET", "/");
    for (int i = 0; i < times; i++) {
      block.literal("x-" + i, LONG.repeat(4));
    }
    return block.bytes();
  }

  private static byte[] unpacked(String value, int times) {
    return new HeaderBlock().request("GET", "/").remembered("x", value).indexed(62, times).bytes();
  }

  private static Frame[] fragments(int stream, byte[] block, boolean whole) {
    List<Frame> frames = new ArrayList<>();
    for (int at = 0; at < block.length; at += FRAGMENT) {
      boolean last = at + FRAGMENT >= block.length;
      int flags = (at == 0 ? Frame.END_STREAM : 0) | (last && whole ? Frame.END_HEADERS : 0);
      byte[] part = java.util.Arrays.copyOfRange(block, at, Math.min(at + FRAGMENT, block.length));
      frames.add(new Frame(at == 0 ? Frame.HEADERS : Frame.CONTINUATION, flags, stream, part));
    }
    return frames.toArray(Frame[]::new);
  }

  @ParameterizedTest
  @EnumSource
  void whatIsTooLargeIs431AndTheConnectionGoesOn(TooLarge bomb) throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running = Running.patient(_ -> handled.incrementAndGet());
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(fragments(1, bomb.block, true));
      assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(1);
      assertThat(new String(client.next(Frame.DATA).payload()))
          .isEqualTo("431 Request Header Fields Too Large");
      assertThat(handled).hasValue(0);
      client.say(Frame.get(3, "/"));
      assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(3);
      assertThat(handled).hasValue(1);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatIsFarTooLargeEndsTheConnection(FarTooLarge bomb) throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running = Running.patient(_ -> handled.incrementAndGet())) {
      try (Attack attack =
          Attack.by(
              1,
              running,
              client -> {
                client.say(fragments(1, bomb.block, bomb != FarTooLarge.WITHOUT_END));
                assertThat(client.untilClosed())
                    .allMatch(frame -> frame.type() != Frame.HEADERS)
                    .filteredOn(frame -> frame.type() == Frame.GOAWAY)
                    .extracting(Frame::code)
                    .isSubsetOf(Frame.PROTOCOL_ERROR, Frame.ENHANCE_YOUR_CALM);
              })) {
        try (RawHttp2 other = RawHttp2.to(running)) {
          for (int i = 0; i < 20 || attack.done() < 3; i++) {
            other.say(Frame.get(2 * i + 1, "/"));
            assertThat(other.next(Frame.HEADERS).stream()).isEqualTo(2 * i + 1);
            handled.decrementAndGet();
          }
        }
        attack.stop();
      }
      assertThat(handled).hasValue(0);
    }
  }

  @Test
  void whatIsAllowedPasses() throws Exception {
    AtomicInteger handled = new AtomicInteger();
    try (Running running = Running.patient(_ -> handled.incrementAndGet());
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(fragments(1, plain(60), true));
      assertThat(client.next(Frame.HEADERS).stream()).isEqualTo(1);
      assertThat(handled).hasValue(1);
    }
  }

  @Test
  void aTableLargerThanAgreedEndsTheConnection() throws Exception {
    try (Running running = Running.patient(_ -> {});
        RawHttp2 client = RawHttp2.to(running)) {
      // The decoder is asked to remember a megabyte (RFC 7541, 6.3).
      byte[] block = new HeaderBlock().raw(0x3f, 0xe1, 0xff, 0x3f).request("GET", "/").bytes();
      client.say(new Frame(Frame.HEADERS, Frame.END_HEADERS | Frame.END_STREAM, 1, block));
      assertThat(client.untilClosed()).last().extracting(Frame::type).isEqualTo(Frame.GOAWAY);
    }
  }
}

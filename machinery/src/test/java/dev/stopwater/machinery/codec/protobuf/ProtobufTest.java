package dev.stopwater.machinery.codec.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.stopwater.machinery.codec.DecodeException;
import dev.stopwater.machinery.codec.Json;
import dev.stopwater.machinery.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProtobufTest {

  private static final MessageTable TABLE =
      MessageTable.parse(
          """
          # a table for these tests
          message t.Thing
           1 metadata .Meta
           2 labels {}string
           3 parts []t.Thing
           4 ports []int32
           5 on bool
           6 size int64
           7 share double
           8 data bytes
           9 source +.Source
           10 port .Port
           11 made .Time
           12 seen .MicroTime
           13 any .Any
           14 amounts {}.Amount
           15 verbs .Verbs
          message t.Meta
           1 name string
           2 generation int64
          message t.Source
           1 path string
           2 deeper +.Deeper
          message t.Deeper
           1 depth int32
          message t.Port as int-or-string
           1 type int64
           2 intVal int32
           3 strVal string
          message t.Time as time
           1 seconds int64
           2 nanos int32
          message t.MicroTime as micro-time
           1 seconds int64
           2 nanos int32
          message t.Any as raw
           1 raw bytes
          message t.Amount as quantity
           1 string string
          message t.Verbs as items
           1 items []string
          """);

  @Test
  void aMessageGivesTheTreeThatItsJsonWouldHaveGiven() {
    byte[] message =
        join(
            part(1, join(text(1, "a"), number(2, -1))),
            part(2, join(text(1, "k"), text(2, "v"))),
            part(2, text(1, "none")),
            part(3, number(5, 1)),
            part(3, number(5, 0)),
            number(4, 80),
            part(4, new byte[] {1, 2}),
            number(6, 1L << 40),
            join(varint(7 << 3 | 1), HexFormat.of().parseHex("000000000000f83f")),
            part(8, new byte[] {(byte) 0xff}),
            part(9, join(text(1, "/x"), part(2, number(1, 7)))));
    assertThat(read(message))
        .isEqualTo(
            json(
                """
                {"metadata":{"name":"a","generation":-1},"labels":{"k":"v","none":""},
                 "parts":[{"on":true},{"on":false}],"ports":[80,1,2],"size":1099511627776,
                 "share":1.5,"data":"/w==","path":"/x","depth":7}\
                """));
  }

  @Test
  void messagesThatJsonWritesOtherwiseAreWrittenSo() {
    byte[] message =
        join(
            part(10, join(number(1, 1), text(3, "http"))),
            part(11, join(number(1, 1_000_000_000), number(2, 999))),
            part(12, join(number(1, 1_000_000_000), number(2, 5_000))),
            part(13, text(1, "{\"a\":[1]}")),
            part(14, join(text(1, "cpu"), part(2, text(1, "1500m")))),
            part(14, text(1, "empty")),
            part(15, join(text(1, "get"), text(1, "list"))));
    assertThat(read(message))
        .isEqualTo(
            json(
                """
                {"port":"http","made":"2001-09-09T01:46:40Z","seen":"2001-09-09T01:46:40.000005Z",
                 "any":{"a":[1]},"amounts":{"cpu":"1500m","empty":"0"},"verbs":["get","list"]}\
                """));
    assertThat(read(join(part(10, number(2, 8080)), part(11, new byte[0]), part(13, new byte[0]))))
        .isEqualTo(json("{\"port\":8080,\"made\":null,\"any\":null}"));
  }

  @Test
  void aMessageThatComesTwiceIsOneAndUnknownFieldsArePassedOver() {
    byte[] group = join(varint(99 << 3 | 3), number(1, 4), varint(99 << 3 | 4));
    assertThat(read(join(part(1, text(1, "a")), group, text(98, "x"), part(1, number(2, 3)))))
        .isEqualTo(json("{\"metadata\":{\"name\":\"a\",\"generation\":3}}"));
  }

  @Test
  void faultsAreToldInTheWordsOfUpstreamsReaders() {
    assertFault(number(1, 5), "proto: wrong wireType = 0 for field ObjectMeta");
    assertFault(part(1, number(1, 5)), "proto: wrong wireType = 0 for field Name");
    assertFault(new byte[] {0x0a, 5, 1}, "unexpected EOF");
    assertFault(new byte[] {2, 0}, "proto: Thing: illegal tag 0 (wire type 2)");
    assertFault(new byte[] {0x0c}, "proto: Thing: wiretype end group for non-group");
    assertFault(varint(99 << 3 | 6), "proto: illegal wireType 6");
    assertFault(varint(99 << 3 | 3), "unexpected EOF");
    assertFault(HexFormat.of().parseHex("ffffffffffffffffffffff"), "proto: integer overflow");
    assertFault(
        join(varint(1 << 3 | 2), varint(Long.MIN_VALUE)),
        "proto: negative length found during unmarshaling");
  }

  @Test
  void nestingIsBounded() {
    byte[] message = new byte[0];
    for (int i = 0; i < 5_000; i++) {
      message = part(3, message);
    }
    assertFault(message, "proto: exceeded the maximum depth of 500");
  }

  @Test
  void anEnvelopeSaysWhatItHolds() {
    byte[] type = part(1, join(text(1, "apps/v1"), text(2, "Deployment")));
    Protobuf.Envelope envelope =
        Protobuf.open(join(magic(), type, text(2, "raw"), text(3, ""), text(4, "any/thing")));
    assertThat(envelope.apiVersion()).isEqualTo("apps/v1");
    assertThat(envelope.kind()).isEqualTo("Deployment");
    assertThat(envelope.raw()).asString(StandardCharsets.UTF_8).isEqualTo("raw");
    assertThat(Protobuf.open(join(magic(), text(9, "z"))).kind()).isEmpty();
  }

  @Test
  void whatIsNoEnvelopeIsRefused() {
    String prefix =
        "provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]";
    assertThatThrownBy(() -> Protobuf.open(new byte[0])).hasMessage("empty data");
    assertThatThrownBy(() -> Protobuf.open(utf8("hello"))).hasMessage(prefix);
    assertThatThrownBy(() -> Protobuf.open(utf8("k8s"))).hasMessage(prefix);
    assertThatThrownBy(() -> Protobuf.open(magic())).hasMessage("empty body");
    assertThatThrownBy(() -> Protobuf.open(join(magic(), number(1, 3))))
        .hasMessage("proto: wrong wireType = 0 for field TypeMeta");
    assertThatThrownBy(() -> Protobuf.open(join(magic(), new byte[] {-1, -1, -1})))
        .hasMessage("unexpected EOF");
  }

  @Test
  void noBytesDoMoreThanBeRefused() {
    long seed = 20_261_124;
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = new byte[random.nextInt(60)];
      random.nextBytes(bytes);
      for (int j = 0; j < bytes.length; j += 1 + random.nextInt(4)) {
        bytes[j] = (byte) random.nextInt(16 << 3); // a tag or a length more often than not
      }
      try {
        assertThat(read(bytes)).isNotNull();
      } catch (DecodeException refused) {
        assertThat(refused.message()).isNotEmpty();
      }
    }
  }

  private static void assertFault(byte[] message, String text) {
    assertThatThrownBy(() -> read(message)).isInstanceOf(DecodeException.class).hasMessage(text);
  }

  private static Value read(byte[] message) {
    return Protobuf.read(TABLE, "t.Thing", message);
  }

  private static Value json(String text) {
    return Json.parse(utf8(text));
  }

  private static byte[] magic() {
    return utf8("k8s\0");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] text(int number, String text) {
    return part(number, utf8(text));
  }

  private static byte[] part(int number, byte[] content) {
    return join(varint(number << 3 | 2), varint(content.length), content);
  }

  private static byte[] number(int number, long value) {
    return join(varint(number << 3), varint(value));
  }

  private static byte[] varint(long value) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      out.write((int) (rest & 0x7f | 0x80));
    }
    out.write((int) rest);
    return out.toByteArray();
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}

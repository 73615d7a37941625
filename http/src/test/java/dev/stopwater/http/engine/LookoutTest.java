package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.eclipse.jetty.io.ByteArrayEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.junit.jupiter.api.Test;

class LookoutTest {

  private final ByteArrayEndPoint client = new ByteArrayEndPoint();
  private final Lookout lookout = new Lookout(client);

  private String left() throws IOException {
    ByteBuffer rest = BufferUtil.allocate(100);
    client.fill(rest);
    return BufferUtil.toString(rest);
  }

  @Test
  void aClientThatWaitsQuietlyIsThere() {
    assertThat(lookout.look()).isNull();
    assertThat(lookout.end()).isFalse();
  }

  @Test
  void aClientThatHasHungUpIsGone() {
    client.addInputEOF();
    assertThat(lookout.look()).isInstanceOf(EOFException.class);
  }

  @Test
  void aClientThatSpeaksBeforeItsTurnIsThereAndLosesOneByteOnly() throws Exception {
    client.addInput("GET /next");
    assertThat(lookout.look()).isNull();
    assertThat(lookout.look()).isNull();
    assertThat(lookout.end()).isTrue();
    assertThat(left()).isEqualTo("ET /next");
  }

  @Test
  void onceTheAnswerIsCompleteNothingIsTaken() throws Exception {
    assertThat(lookout.end()).isFalse();
    client.addInput("GET /next");
    assertThat(lookout.look()).isNull();
    assertThat(lookout.end()).isFalse();
    assertThat(left()).isEqualTo("GET /next");
  }
}

package dev.stopwater.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/// What a server costs a test, printed: alone in a JVM, since the first start is what is asked for.
@EnabledIfSystemProperty(named = "junit.timings", matches = "true")
class TimingsTest {

  private static final int RESETS = 200;
  private static final int OBJECTS = 100;

  @Test
  void tellsWhatStartsAndResetsTake() throws Exception {
    long begin = System.nanoTime();
    TestServer server = TestServer.start();
    server.makeNamespace("first");
    long first = System.nanoTime() - begin;
    long[] resets = new long[RESETS];
    try (Caller caller = new Caller(new Cluster(server, "default"))) {
      for (int i = 0; i < RESETS; i++) {
        for (int object = 0; object < OBJECTS; object++) {
          assertThat(caller.make("object-" + object)).isEqualTo(201);
        }
        long before = System.nanoTime();
        server.putBack();
        server.makeNamespace("next");
        resets[i] = System.nanoTime() - before;
      }
    }
    begin = System.nanoTime();
    server.close();
    long stop = System.nanoTime() - begin;
    begin = System.nanoTime();
    TestServer second = TestServer.start();
    long again = System.nanoTime() - begin;
    second.close();
    Arrays.sort(resets);
    System.out.printf(
        "TIMINGS first %d ms, second server %d ms, stop %d ms; reset of %d objects: first 5%% %.2f ms, median %.2f ms, slowest %.2f ms%n",
        first / 1_000_000,
        again / 1_000_000,
        stop / 1_000_000,
        OBJECTS,
        resets[RESETS / 20] / 1e6,
        resets[RESETS / 2] / 1e6,
        resets[RESETS - 1] / 1e6);
  }
}

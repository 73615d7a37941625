package dev.stopwater.profiles;

import static org.assertj.core.api.Assertions.assertThat;

import dev.stopwater.lifecycle.Evidence;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.lifecycle.RequestSnapshot;
import dev.stopwater.lifecycle.RequestState;
import dev.stopwater.lifecycle.Sighting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is remembered of leaks for good is little, however much their clients sent.
class LeakBookTest {

  private final LeakBook book = new LeakBook(InstantSource.system());

  @Test
  void longHeadersOfALeakedRequestAreNotKept() {
    String megabyte = "x".repeat(1 << 20);
    book.proved(
        new RequestSnapshot(
            new RequestFacts("GET", "/?" + megabyte, "127.0.0.1:1", megabyte, "HTTP/2.0"),
            new Evidence("GET /" + megabyte, megabyte, "audit-1"),
            RequestState.TIMED_OUT,
            "store",
            Duration.ofSeconds(61),
            true,
            Duration.ofSeconds(60),
            0,
            new Sighting(Thread.State.WAITING, "", List.of())));
    assertThat(book.newest().toString())
        .contains("audit-1", "GET /xxx", "xxx...")
        .hasSizeLessThan(2000);
    assertThat(book.profile().samples().toString()).contains("GET /xxx").hasSizeLessThan(2000);
  }
}

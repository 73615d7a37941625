package dev.stopwater.server;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.stopwater.lifecycle.Ledger;
import dev.stopwater.lifecycle.LedgerSettings;
import dev.stopwater.lifecycle.LiveRequest;
import dev.stopwater.lifecycle.RequestFacts;
import dev.stopwater.server.request.Query;
import dev.stopwater.server.request.RequestContext;
import dev.stopwater.server.request.RequestInfo;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// A request that nobody follows pays nothing for those that are followed.
class UnfollowedTest {

  private static final int TIMES = 100_000;
  private static final String PATH = "/api/v1/pods";

  @Test
  void aPhaseOfARequestThatIsNotFollowedAllocatesNothing() throws Exception {
    BlockingQueue<LiveRequest> begun = new ArrayBlockingQueue<>(1);
    try (Ledger ledger =
        Ledger.start(LedgerSettings.byHand(Duration.ofSeconds(60), () -> 0, new Silent()))) {
      ledger.begin(
          new RequestFacts("GET", PATH, "127.0.0.1:1", "test", "HTTP/2.0"),
          new NoAnswer(),
          begun::add);
      RequestContext request = request(requireNonNull(begun.poll(20, TimeUnit.SECONDS)));
      assertThat(request.trace()).isNull();
      phases(request); // warms up
      assertThat(phases(request)).isLessThan(TIMES); // not a byte for each
    }
  }

  private static long phases(RequestContext request) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < TIMES; i++) {
      request.phase("read");
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private static RequestContext request(LiveRequest live) {
    Query query = Query.parse(null);
    return new RequestContext(
        new Asked("GET", PATH, live),
        "audit",
        Instant.EPOCH,
        query,
        RequestInfo.parse("GET", PATH, query));
  }
}

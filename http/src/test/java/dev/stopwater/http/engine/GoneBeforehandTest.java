package dev.stopwater.http.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.HTTP2Session;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Timeout;

/// A connection can fail on one thread while another still takes requests from what was read of it.
@Timeout(60)
class GoneBeforehandTest {

  /// Fails the connection before the bridge sees the request.
  private static final class Failing extends Handler.Wrapper {

    Failing(Handler bridge) {
      super(true, bridge);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
      if (request.getConnectionMetaData().getConnection() instanceof HTTP2Connection http2
          && http2.getSession() instanceof HTTP2Session session) {
        session.onConnectionFailure(ErrorCode.PROTOCOL_ERROR.code, "on purpose");
      }
      return super.handle(request, response, callback);
    }
  }

  @RepeatedTest(20)
  void aRequestWhoseClientWentBeforeItBeganIsToldSo() throws Exception {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    try (Running running =
            Running.behind(
                Failing::new,
                exchange -> {
                  try {
                    never.await();
                  } catch (InterruptedException gone) {
                    told.countDown();
                    throw gone;
                  }
                });
        RawHttp2 client = RawHttp2.to(running)) {
      client.say(Frame.get(1, "/"));
      assertThat(told.await(30, TimeUnit.SECONDS)).isTrue();
      assertThat(running.ledger.awaitEmpty(Duration.ofSeconds(30))).isTrue();
    }
  }
}

package dev.stopwater.live.jetty;

import dev.stopwater.live.LiveProfiles;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// Serves each request on a virtual thread of its own, on the ledger, so that it is shown, has a
/// deadline if one is set, and can be proved leaked. Jetty's threads do not wait meanwhile.
///
/// ```java
/// server.insertHandler(new LiveHandler(live));
/// ```
public final class LiveHandler extends Handler.Wrapper {

  private final LiveProfiles live;

  public LiveHandler(LiveProfiles live) {
    this.live = live;
  }

  public LiveHandler(LiveProfiles live, Handler handler) {
    super(handler);
    this.live = live;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Handler next = getHandler();
    if (next == null) {
      return false;
    }
    LiveExchange exchange = new LiveExchange(next, request, response, callback);
    try {
      exchange.begin(live);
    } catch (IllegalStateException closed) {
      return super.handle(request, response, callback);
    }
    return true;
  }

  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING; // it only starts a thread
  }
}

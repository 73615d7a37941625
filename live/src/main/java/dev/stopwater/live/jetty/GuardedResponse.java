package dev.stopwater.live.jetty;

import dev.stopwater.lifecycle.HandlerTimeoutException;
import dev.stopwater.lifecycle.LedgerEntry;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A response that its handler may write as long as the answer is its own to give.
final class GuardedResponse extends Response.Wrapper {

  private final LedgerEntry entry;

  GuardedResponse(Request request, Response response, LedgerEntry entry) {
    super(request, response);
    this.entry = entry;
  }

  @Override
  public void write(boolean last, ByteBuffer content, Callback callback) {
    try {
      entry.beginAnswer();
    } catch (HandlerTimeoutException late) {
      callback.failed(late);
      return;
    }
    super.write(last, content, callback);
  }

  @Override
  public HttpFields.Mutable getHeaders() {
    return entry.timedOut() ? HttpFields.build() : super.getHeaders();
  }

  @Override
  public void setStatus(int code) {
    if (!entry.timedOut()) {
      super.setStatus(code);
    }
  }
}

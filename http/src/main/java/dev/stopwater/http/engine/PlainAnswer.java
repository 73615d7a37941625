package dev.stopwater.http.engine;

import dev.stopwater.http.Exchange;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// A short answer that the engine gives by itself, its texts in the form of Go's server.
///
/// @param nosniff whether the client is told not to guess at the type
record PlainAnswer(int status, String contentType, String body, boolean nosniff, boolean closes) {

  private static final int TOO_MANY = 429;

  static final PlainAnswer TIMED_OUT =
      text(
          504,
          "{\"metadata\":{},\"status\":\"Failure\",\"message\":\"Timeout: request did not complete"
              + " within the allotted timeout\",\"reason\":\"Timeout\",\"details\":{},"
              + "\"code\":504}\n",
          false,
          false);

  static final PlainAnswer PANICKED =
      text(
          500,
          "This request caused apiserver to panic. Look in the logs for details.\n",
          true,
          false);

  static final PlainAnswer OVER_BUDGET =
      new PlainAnswer(
          429,
          "application/json",
          "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"metadata\":{},\"status\":\"Failure\","
              + "\"message\":\"this request held more memory than any other when none was left\","
              + "\"reason\":\"TooManyRequests\",\"details\":{\"retryAfterSeconds\":1},"
              + "\"code\":429}\n",
          false,
          false);

  static final PlainAnswer STOPPING = text(503, "The server is shutting down.\n", true, true);

  static final PlainAnswer UNKNOWN_CODING = text(501, "Unsupported transfer encoding", false, true);

  static final PlainAnswer NOT_FOUND = text(404, "404 page not found\n", true, true);

  static final PlainAnswer TOO_MANY_HEADERS =
      text(431, "431 Request Header Fields Too Large", false, false);

  static PlainAnswer notOfHttp2(String header) {
    return text(400, "request header \"" + header + "\" is not valid in HTTP/2\n", true, false);
  }

  static PlainAnswer text(int status, String body, boolean nosniff, boolean closes) {
    return new PlainAnswer(status, "text/plain; charset=utf-8", body, nosniff, closes);
  }

  static PlainAnswer of(Exchange.LateAnswer late) {
    return new PlainAnswer(
        late.status(),
        late.contentType(),
        new String(late.body(), StandardCharsets.UTF_8),
        false,
        false);
  }

  /// Writes the answer and completes the callback; does not wait for the client.
  void writeTo(Response response, Callback callback) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    HttpFields.Mutable fields = response.getHeaders();
    response.setStatus(status);
    fields.put("Content-Type", contentType);
    if (nosniff) {
      fields.put("X-Content-Type-Options", "nosniff");
    }
    if (status == TOO_MANY) {
      fields.put("Retry-After", "1");
    }
    if (closes) {
      fields.put("Connection", "close");
    }
    fields.put("Content-Length", Integer.toString(bytes.length));
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}

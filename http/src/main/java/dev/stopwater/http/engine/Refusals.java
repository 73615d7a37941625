package dev.stopwater.http.engine;

import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/// What the engine says to requests that it cannot read, in the form of Go's server: the status
/// line once more, as text, and the connection closed.
final class Refusals extends ErrorHandler {

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    int status = asGo(response.getStatus());
    PlainAnswer.text(status, text(status), false, true).writeTo(response, callback);
    return true;
  }

  // Go counts a long request line among the headers, and does not offer to upgrade.
  private static int asGo(int status) {
    return switch (status) {
      case 414 -> 431;
      case 426 -> 505;
      default -> status;
    };
  }

  private static String text(int status) {
    return status == 505
        ? "505 HTTP Version Not Supported: unsupported protocol version"
        : status + " " + HttpStatus.getMessage(status);
  }
}

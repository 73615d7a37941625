package dev.stopwater.http.engine;

import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// What Jetty lets pass and no handler may see: requests that another reader could take for
/// something else, and more headers than HTTP/2 clients may send. Refused before the request is on
/// the ledger, as Go's server does.
final class Screening {

  /// What a field counts beside its text (RFC 9113, 6.5.2), so that very many small ones are many.
  private static final int FIELD_OVERHEAD = 32;

  private Screening() {}

  /// The answer to a request that is refused; null if it may go on.
  static @Nullable PlainAnswer refusal(Request request, int headerBytes) {
    if (HttpMethod.CONNECT.is(request.getMethod())) {
      return PlainAnswer.NOT_FOUND; // a 200 would open a tunnel, for whoever stands in between
    }
    if (request.getConnectionMetaData().getHttpVersion() == HttpVersion.HTTP_2) {
      return ofHttp2(request, headerBytes);
    }
    String coding = request.getHeaders().get(HttpHeader.TRANSFER_ENCODING);
    return coding == null || coding.equalsIgnoreCase("chunked") ? null : PlainAnswer.UNKNOWN_CODING;
  }

  private static @Nullable PlainAnswer ofHttp2(Request request, int headerBytes) {
    long size = request.getHttpURI().getPathQuery().length();
    for (HttpField field : request.getHeaders()) {
      if (isOfHttp1(field.getHeader())) {
        return PlainAnswer.notOfHttp2(field.getHeader().asString());
      }
      String value = field.getValue();
      size += FIELD_OVERHEAD + field.getName().length() + (value == null ? 0 : value.length());
    }
    return size > headerBytes ? PlainAnswer.TOO_MANY_HEADERS : null;
  }

  private static boolean isOfHttp1(@Nullable HttpHeader header) {
    return header == HttpHeader.TRANSFER_ENCODING
        || header == HttpHeader.CONNECTION
        || header == HttpHeader.PROXY_CONNECTION
        || header == HttpHeader.KEEP_ALIVE
        || header == HttpHeader.UPGRADE;
  }
}

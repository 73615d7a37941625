package dev.stopwater.http;

import dev.stopwater.lifecycle.LiveRequest;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One request and its reply, as the rest of the program sees HTTP. Used by the request's own
/// thread only.
public interface Exchange {

  /// `GET`, `POST`, …, as sent.
  String method();

  /// The host, with its port if one is named, that the client believes it asks; empty if it says
  /// none.
  default String authority() {
    String host = header("Host");
    return host == null ? "" : host;
  }

  /// The path as sent, still percent-encoded, without the query.
  String rawPath();

  /// The query as sent, or null if there is none.
  @Nullable String rawQuery();

  /// The first value of a header, whatever the case of its name, or null.
  @Nullable String header(String name);

  List<String> headers(String name);

  /// `HTTP/1.1` or `HTTP/2.0`.
  String protocol();

  /// The client's address and port.
  String remoteAddress();

  /// The chain that the client presented, its own certificate first; empty if none. The client has
  /// the key of the first; who signed it is not looked at here, but by [ClientAuthorities].
  List<X509Certificate> clientCertificates();

  /// The whole body.
  ///
  /// @throws BodyTooLargeException the body has more than `most` bytes; the rest is not read
  byte[] body(int most) throws IOException;

  Reply reply();

  /// Says that this is the last request that the connection is good for: HTTP/1.1 closes it after
  /// the reply, HTTP/2 is told by GOAWAY to ask elsewhere and ends what it has begun.
  void lastOfConnection();

  /// Says that the client has proven who it is: its connection may cancel more requests at a time
  /// than a stranger's.
  default void trusted() {}

  /// Says what is answered in the place of a handler that has not begun to when the deadline
  /// passes, instead of a plain 504. It is asked for then, on a platform thread that it must not
  /// block.
  void ifLate(Supplier<LateAnswer> answer);

  /// An answer in the place of a handler that gave none in time.
  ///
  /// @param body whole
  @SuppressWarnings("ArrayRecordComponent") // handed over
  record LateAnswer(int status, String contentType, byte[] body) {}

  /// This request on the ledger: deadline, phase, late outcome.
  LiveRequest live();
}

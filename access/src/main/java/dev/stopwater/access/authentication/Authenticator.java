package dev.stopwater.access.authentication;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;

/// Finds out who asks. Called on the request's own thread.
@FunctionalInterface
public interface Authenticator {

  /// What the credentials of a request prove.
  sealed interface Answer {

    /// They prove that it is `user`.
    record Known(UserInfo user) implements Answer {}

    /// They are for another authenticator, or there are none.
    record Silent() implements Answer {}

    /// They were given and are wrong.
    record Refused(String why) implements Answer {}
  }

  Answer authenticate(Exchange exchange);
}

package dev.stopwater.access.authentication;

import dev.stopwater.access.UserInfo;
import dev.stopwater.http.Exchange;
import java.util.List;

/// Several authenticators in turn: the first that knows the user decides. Credentials that one
/// refused and none knew are refused; a request without any is anonymous.
public final class Authenticators implements Authenticator {

  private final List<Authenticator> inTurn;

  public Authenticators(List<Authenticator> inTurn) {
    this.inTurn = List.copyOf(inTurn);
  }

  @Override
  public Answer authenticate(Exchange exchange) {
    Answer refused = null;
    for (Authenticator each : inTurn) {
      switch (each.authenticate(exchange)) {
        case Answer.Known known -> {
          return known;
        }
        case Answer.Refused why -> refused = refused == null ? why : refused;
        case Answer.Silent silent -> {}
      }
    }
    return refused == null ? new Answer.Known(UserInfo.ANONYMOUS) : refused;
  }
}

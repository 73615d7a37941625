package dev.stopwater.access.authentication;

/// Whom a bearer token belongs to, for those who ask with a TokenReview. Any thread.
@FunctionalInterface
public interface Tokens {

  /// @return never silent
  Authenticator.Answer find(String token);

  /// A server that takes no tokens.
  Tokens NONE = token -> new Authenticator.Answer.Refused("no bearer token is known");
}

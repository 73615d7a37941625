package dev.stopwater.access.authorization;

import dev.stopwater.access.UserInfo;

/// Decides whether a user may do what a request asks. Called on the request's own thread.
@FunctionalInterface
public interface Authorizer {

  /// What is asked.
  ///
  /// @param resourceRequest else only `verb` and `path` count
  record Question(
      UserInfo user,
      String verb,
      boolean resourceRequest,
      String group,
      String version,
      String resource,
      String subresource,
      String namespace,
      String name,
      String path) {}

  /// What is decided.
  sealed interface Decision {

    record Allowed(String reason) implements Decision {}

    /// Nobody allowed it, for a reason that may be empty.
    record NoOpinion(String reason) implements Decision {}

    record Denied(String reason) implements Decision {}
  }

  Decision decide(Question question);
}

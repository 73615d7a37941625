package dev.stopwater.access.authorization;

import dev.stopwater.access.UserInfo;
import java.util.Set;

/// Until RBAC is served: `system:masters` may do everything, everybody may see whether the server
/// lives and which version it is, and nothing else is allowed.
public final class MastersOnly implements Authorizer {

  private static final Set<String> PUBLIC = Set.of("/healthz", "/livez", "/readyz", "/version");

  @Override
  public Decision decide(Question question) {
    if (question.user().in(UserInfo.MASTERS)) {
      return new Decision.Allowed("");
    }
    if (!question.resourceRequest() && reads(question.verb()) && isPublic(question.path())) {
      return new Decision.Allowed("");
    }
    return new Decision.NoOpinion("");
  }

  private static boolean reads(String verb) {
    return verb.equals("get") || verb.equals("head");
  }

  private static boolean isPublic(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return PUBLIC.contains(trimmed)
        || PUBLIC.stream()
            .anyMatch(root -> !root.equals("/version") && path.startsWith(root + "/"));
  }
}

package dev.stopwater.server;

import dev.stopwater.access.UserInfo;
import dev.stopwater.access.authorization.Authorizer;
import dev.stopwater.access.authorization.Authorizer.Decision;
import dev.stopwater.http.Exchange;
import dev.stopwater.machinery.errors.GoQuote;
import dev.stopwater.machinery.errors.Resource;
import dev.stopwater.machinery.errors.StatusException;
import dev.stopwater.server.request.Filter;
import dev.stopwater.server.request.RequestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `Impersonate-User` and its companions: the rest of the road sees another user, if whoever asks
/// may do so. Without a user the companions are a mistake; nothing is ever ignored.
final class Impersonation implements Filter {

  private final Authorizer authorizer;

  Impersonation(Authorizer authorizer) {
    this.authorizer = authorizer;
  }

  @Override
  public void handle(RequestContext request, Next next) throws Exception {
    Exchange exchange = request.exchange();
    String name = exchange.header("Impersonate-User");
    List<String> groups = exchange.headers("Impersonate-Group");
    String uid = exchange.header("Impersonate-Uid");
    if (name == null || name.isEmpty()) {
      if (!groups.isEmpty() || uid != null) {
        throw StatusException.internal("requested [{" + groups + "}] without impersonating a user");
      }
      next.handle(request);
      return;
    }
    demand(request, "users", name);
    for (String group : groups) {
      demand(request, "groups", group);
    }
    request.user(impersonated(name, uid == null ? "" : uid, groups));
    next.handle(request);
  }

  private void demand(RequestContext request, String resource, String name) {
    Decision decision =
        authorizer.decide(
            new Authorizer.Question(
                request.user(), "impersonate", true, "", "v1", resource, "", "", name, ""));
    if (!(decision instanceof Decision.Allowed)) {
      throw StatusException.forbidden(
          new Resource("", resource),
          name,
          "User "
              + GoQuote.quote(request.user().name())
              + " cannot impersonate resource "
              + GoQuote.quote(resource)
              + " in API group \"\" at the cluster scope");
    }
  }

  private static UserInfo impersonated(String name, String uid, List<String> groups) {
    List<String> all = new ArrayList<>(groups);
    String implied =
        name.equals(UserInfo.ANONYMOUS.name())
            ? UserInfo.ANONYMOUS.groups().getFirst()
            : UserInfo.AUTHENTICATED;
    if (!all.contains(implied)) {
      all.add(implied);
    }
    return new UserInfo(name, uid, all, Map.of());
  }
}

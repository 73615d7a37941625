package dev.stopwater.flowcontrol.classify;

import dev.stopwater.machinery.value.MapValue;
import java.util.List;

/// Whose requests a rule takes.
sealed interface Subject {

  boolean matches(RequestDigest request);

  /// One name, or `*`.
  record User(String name) implements Subject {
    @Override
    public boolean matches(RequestDigest request) {
      return name.equals("*") || name.equals(request.user());
    }
  }

  /// One name, or `*`.
  record Group(String name) implements Subject {
    @Override
    public boolean matches(RequestDigest request) {
      if (name.equals("*")) {
        return true;
      }
      List<String> groups = request.groups();
      for (int i = 0; i < groups.size(); i++) {
        if (name.equals(groups.get(i))) {
          return true;
        }
      }
      return false;
    }
  }

  /// One account, or with a prefix that ends with `:` all of a namespace.
  record ServiceAccount(String user, boolean prefix) implements Subject {
    @Override
    public boolean matches(RequestDigest request) {
      return prefix
          ? request.user().startsWith(user) && request.user().length() > user.length()
          : request.user().equals(user);
    }
  }

  static Subject read(MapValue subject) {
    return switch (subject.text("kind", "")) {
      case "User" -> new User(subject.mapOrEmpty("user").text("name", ""));
      case "Group" -> new Group(subject.mapOrEmpty("group").text("name", ""));
      default -> account(subject.mapOrEmpty("serviceAccount"));
    };
  }

  private static Subject account(MapValue account) {
    String namespace = "system:serviceaccount:" + account.text("namespace", "") + ":";
    String name = account.text("name", "");
    return name.equals("*")
        ? new ServiceAccount(namespace, true)
        : new ServiceAccount(namespace + name, false);
  }
}

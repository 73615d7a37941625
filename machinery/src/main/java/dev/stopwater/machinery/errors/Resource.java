package dev.stopwater.machinery.errors;

/// A group and a resource (`apps`, `deployments`), or a group and a kind, as messages name them.
public record Resource(String group, String name) {

  /// `deployments.apps`, or `pods` for the core group.
  @Override
  public String toString() {
    return group.isEmpty() ? name : name + "." + group;
  }
}

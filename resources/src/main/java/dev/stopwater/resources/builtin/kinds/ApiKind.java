package dev.stopwater.resources.builtin.kinds;

/// A group, a version and a kind, written `apps/v1/Deployment`, `/v1/Pod` in the core group.
public record ApiKind(String group, String version, String kind) {

  static ApiKind parse(String text) {
    String[] parts = text.split("/", 3);
    return new ApiKind(parts[0], parts[1], parts[2]);
  }

  @Override
  public String toString() {
    return group + "/" + version + "/" + kind;
  }
}

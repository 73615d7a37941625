package dev.stopwater.monitor;

import java.util.List;

/// Who grew with a signal: the route and the user whose share grew most meanwhile, and where most
/// of their requests are. Each text is empty, and each number zero, where none grew.
///
/// @param byRoute by how much that of the route grew, in the signal's unit or in requests
/// @param client the user agent of most of the route's requests
/// @param stack innermost first
/// @param there how many requests are at that stack, now
public record Culprit(
    String route,
    long byRoute,
    String user,
    long byUser,
    String client,
    List<String> stack,
    long there) {

  static final Culprit NONE = new Culprit("", 0, "", 0, "", List.of(), 0);

  public Culprit {
    stack = List.copyOf(stack);
  }

  public boolean isKnown() {
    return !route.isEmpty();
  }

  /// In a sentence.
  public String sentence() {
    if (!isKnown()) {
      return "No route and no user grew with it.";
    }
    String where = stack.isEmpty() ? "" : "; %,d of them are in %s".formatted(there, innermost());
    return "Most of it is %s of %s (%s)%s.".formatted(route, user, client, where);
  }

  /// The innermost frame that is not the JDK's.
  private String innermost() {
    return stack.stream()
        .filter(frame -> !frame.startsWith("java.base/"))
        .findFirst()
        .orElse(stack.getFirst());
  }
}

package dev.stopwater.monitor;

import dev.stopwater.lifecycle.RequestSnapshot;
import java.util.List;

/// Where requests are that are of one kind.
///
/// @param client its user agent
/// @param stack the innermost frames; empty if it was not looked at
record Place(String route, String user, String client, List<StackTraceElement> stack) {

  static final int DEEPEST = 24;

  static final String UNNAMED = "(not known)";

  static Place of(RequestSnapshot request) {
    List<StackTraceElement> stack = request.stack();
    return new Place(
        route(request),
        user(request),
        brief(request.facts().userAgent()),
        stack.size() <= DEEPEST ? stack : List.copyOf(stack.subList(0, DEEPEST)));
  }

  /// What was asked, where it ended before its route was known.
  static String route(RequestSnapshot request) {
    String route = request.evidence().route();
    return brief(route.isEmpty() ? request.facts().method() + " " + UNNAMED : route);
  }

  static String user(RequestSnapshot request) {
    String user = request.evidence().user();
    return user.isEmpty() ? UNNAMED : brief(user);
  }

  private static String brief(String text) {
    return text.length() <= Share.LONGEST_NAME ? text : text.substring(0, Share.LONGEST_NAME);
  }
}

package dev.stopwater.monitor;

/// What one route, or one user, has of the requests that are served.
///
/// @param outlived how many have outlived their deadline, those proven leaked among them
/// @param bytes that they hold for their own sake
public record Share(Of of, String name, int live, long outlived, long bytes) {

  static final int LONGEST_NAME = 160;

  /// By what the requests are told apart.
  public enum Of {
    ROUTE,
    USER
  }

  public Share {
    name = name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }
}

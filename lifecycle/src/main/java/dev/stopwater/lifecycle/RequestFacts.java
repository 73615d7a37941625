package dev.stopwater.lifecycle;

/// What is known of a request the moment it arrives; enough to find it again in a log.
///
/// @param uri path and query as sent
/// @param remoteAddress the client's address and port
/// @param userAgent empty if the client sent none
/// @param protocol `HTTP/1.1` or `HTTP/2.0`
public record RequestFacts(
    String method, String uri, String remoteAddress, String userAgent, String protocol) {

  /// Characters of what a client sent that a log line has of it.
  public static final int LONGEST = 1_000;

  /// What a client sent, cut to [#LONGEST] characters and an ellipsis: it may be as long as all
  /// headers together, and nobody's log is to grow by that for each request.
  public static String brief(String sent) {
    return sent.length() <= LONGEST ? sent : sent.substring(0, LONGEST) + "…";
  }
}
